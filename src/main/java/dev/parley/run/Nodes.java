package dev.parley.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Which programs share the database, and which runs nobody works on any more.
@ApplicationScoped
class Nodes {
    /// A node that was not seen for this long has lost its runs.
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final UUID self = UUID.randomUUID();
    private final EntityManager entities;
    private final Clock clock;

    Nodes(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    UUID self() {
        return self;
    }

    @Transactional
    void sayAlive() {
        entities.createNativeQuery("""
                        insert into node (id, seen_at) values (:id, :now)
                        on conflict (id) do update set seen_at = excluded.seen_at""")
                .setParameter("id", self)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /// Whether the node was seen lately.
    @Transactional
    boolean isAlive(UUID node) {
        return !entities.createNativeQuery("select 1 from node where id = :id and seen_at > :alive")
                .setParameter("id", node)
                .setParameter("alive", clock.instant().minus(SILENCE))
                .getResultList()
                .isEmpty();
    }

    /// Runs that should be running and that no other living node has.
    @Transactional
    @SuppressWarnings("unchecked")
    List<UUID> orphans(int most) {
        return entities.createNativeQuery("""
                        select id from run
                        where ended_at is null
                          and (status in ('queued', 'running') or (status = 'waiting' and node is not null))
                          and (node is null or node = :self
                               or node not in (select id from node where seen_at > :alive))
                        order by created_at
                        limit :most""", UUID.class)
                .setParameter("self", self)
                .setParameter("alive", clock.instant().minus(SILENCE))
                .setParameter("most", most)
                .getResultList();
    }

    /// Runs of this node that somebody, maybe on another one, wants cut off.
    @Transactional
    @SuppressWarnings("unchecked")
    List<UUID> toCutOff() {
        return entities.createNativeQuery(
                        "select id from run where ended_at is null and node = :self and wanted = 'stop-now'",
                        UUID.class)
                .setParameter("self", self)
                .getResultList();
    }

    /// Forgets every node. Right only where no other program can share the database.
    @Transactional
    void forgetAll() {
        entities.createNativeQuery("delete from node").executeUpdate();
    }
}
