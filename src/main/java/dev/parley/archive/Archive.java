package dev.parley.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds runs, messages and events.
@ApplicationScoped
public class Archive {
    private final EntityManager entities;

    Archive(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public Optional<RunEntity> run(UUID id) {
        return Optional.ofNullable(entities.find(RunEntity.class, id));
    }

    /// The run, locked until the transaction ends.
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<RunEntity> lockRun(UUID id) {
        return Optional.ofNullable(entities.find(RunEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    @Transactional
    public Optional<RunEntity> runByKey(String idempotencyKey) {
        return RunEntity.<RunEntity>find("idempotencyKey", idempotencyKey).firstResultOptional();
    }

    /// Newest first.
    @Transactional
    public List<RunEntity> newest(int most, int skip) {
        return entities.createQuery("from RunEntity order by createdAt desc, id", RunEntity.class)
                .setFirstResult(skip)
                .setMaxResults(most)
                .getResultList();
    }

    /// How many messages each run has; runs without any are left out.
    @Transactional
    public Map<UUID, Integer> messageCounts(Collection<UUID> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "select runId, count(*) from MessageEntity where runId in :runs group by runId", Object[].class)
                .setParameter("runs", runs)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Long) row[1]).intValue()));
    }

    @Transactional
    public List<MessageEntity> messages(UUID run) {
        return MessageEntity.list("runId = ?1 order by turn", run);
    }

    @Transactional
    public Optional<MessageEntity> lastMessage(UUID run) {
        return MessageEntity.<MessageEntity>find("runId = ?1 order by turn desc", run)
                .firstResultOptional();
    }

    /// Events after the one with the id `after`, in order.
    @Transactional
    public List<EventEntity> events(UUID run, long after) {
        return EventEntity.list("runId = ?1 and id > ?2 order by id", run, after);
    }

    @Transactional
    public boolean hasEvent(long id) {
        return entities.find(EventEntity.class, id) != null;
    }

    /// Adds events in one statement.
    ///
    /// @return their numbers, in order, by which followers resume
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Long> addEvents(UUID run, List<NewEvent> events, Instant at) {
        if (events.isEmpty()) {
            return List.of();
        }
        var rows = IntStream.range(0, events.size())
                .mapToObj(i -> "(:run, :type" + i + ", :data" + i + ", :at)")
                .collect(Collectors.joining(", "));
        var insert = entities.createNativeQuery(
                "insert into run_event (run_id, type, data, at) values " + rows + " returning id", Long.class);
        insert.setParameter("run", run).setParameter("at", at);
        for (int i = 0; i < events.size(); i++) {
            insert.setParameter("type" + i, events.get(i).type());
            insert.setParameter("data" + i, events.get(i).data());
        }
        var ids = new ArrayList<Long>();
        for (var id : insert.getResultList()) {
            ids.add((Long) id);
        }
        return ids;
    }

    /// @param data JSON
    public record NewEvent(String type, String data) {}
}
