package dev.parley.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which programs share the database, and which runs nobody works on any more.
@ApplicationScoped
class Nodes {
    /// A node that was not seen for this long has lost its runs.
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final UUID self = UUID.randomUUID();
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    private final EntityManager entities;
    private volatile @Nullable Beats beats;

    Nodes(EntityManager entities) {
        this.entities = entities;
    }

    UUID self() {
        return self;
    }

    @Transactional
    void sayAlive() {
        entities.createNativeQuery("""
                        insert into node (id, seen_at) values (:id, now())
                        on conflict (id) do update set seen_at = excluded.seen_at""").setParameter("id", self).executeUpdate();
        long nanos = System.nanoTime();
        if (beats == null) {
            beats = new Beats(nanos - 2 * SILENCE.toNanos(), nanos);
        } else {
            beats = new Beats(nanos - beats.last() > LONGEST_GAP.toNanos() ? nanos : beats.since(), nanos);
        }
    }

    /// Whether this node has been seen without a gap for long enough to tell that another one was not. After an
    /// outage of the database everybody looks dead, and nobody is. A node that has just started goes by the start
    /// of the server.
    private boolean canTellTheDead() {
        var now = beats;
        return now != null && now.last() - now.since() > SILENCE.toNanos();
    }

    /// @param since since when this node was seen without a gap, by its own clock
    private record Beats(long since, long last) {}

    /// Whether the node may be alive. By the database's clock: those of the nodes may differ.
    @Transactional
    boolean isAlive(UUID node) {
        return !canTellTheDead()
                || !entities.createNativeQuery("""
                                select 1 from node where id = :id and seen_at > now() - make_interval(secs => :silence)
                                union all
                                select 1 where pg_postmaster_start_time() > now() - make_interval(secs => :silence)""")
                        .setParameter("id", node)
                        .setParameter("silence", SILENCE.toSeconds())
                        .getResultList()
                        .isEmpty();
    }

    /// Runs that should be running, that no living node has and that are not on offer.
    @Transactional
    @SuppressWarnings("unchecked")
    List<UUID> orphans(int most) {
        return entities.createNativeQuery("""
                        select id from run
                        where ended_at is null
                          and (status in ('queued', 'running') or (status = 'waiting' and node is not null))
                          and (node is null
                               or (:canTell
                                   and pg_postmaster_start_time() < now() - make_interval(secs => :silence)
                                   and node not in (select id from node
                                       where seen_at > now() - make_interval(secs => :silence))))
                          and not exists (select 1 from scheduled_tasks
                                          where task_name = :task and task_instance = run.id::text)
                        order by created_at
                        limit :most""", UUID.class)
                .setParameter("canTell", canTellTheDead())
                .setParameter("silence", SILENCE.toSeconds())
                .setParameter("task", HandOut.RUN)
                .setParameter("most", most)
                .getResultList();
    }

    /// Runs that this node has taken, whether or not it still works on them.
    @Transactional
    @SuppressWarnings("unchecked")
    List<UUID> own() {
        return entities.createNativeQuery("select id from run where ended_at is null and node = :self", UUID.class)
                .setParameter("self", self)
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

    /// Forgets every node, and what was being handed over to it. Right only where no other program can share the
    /// database.
    @Transactional
    void forgetAll() {
        entities.createNativeQuery("delete from node").executeUpdate();
        entities.createNativeQuery("update run set node = null where ended_at is null and node is not null")
                .executeUpdate();
        entities.createNativeQuery("""
                        update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                            version = version + 1
                        where picked""").executeUpdate();
    }
}
