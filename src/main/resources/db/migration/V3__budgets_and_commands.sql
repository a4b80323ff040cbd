-- Budgets that cannot be overspent, and runs that any node can finish.

-- What may be spent, by whom, within which stretch of time. A subject '*' stands for everybody of that scope, each with
-- an account of their own. A rule without a limit only counts.
create table budget_rule (
    id          bigint  generated always as identity primary key,
    mode        text    not null check (mode in ('live', 'rehearsal')),
    scope       text    not null check (scope in ('system', 'project', 'user', 'persona', 'run', 'request')),
    subject     text    not null,
    period      text    not null check (period in ('day', 'week', 'month', 'total')),
    zone        text    not null,
    limit_usd   numeric check (limit_usd >= 0),
    action      text    not null check (action in ('warn', 'pause', 'block')),
    unpriced    text    not null check (unpriced in ('refuse', 'allow')),
    source      text    not null check (source in ('file', 'person')),
    unique (mode, scope, subject, period)
);

-- Raised by every change of a rule, so that whoever holds money under older rules notices before it does.
create table budget_rules_version (
    version     bigint  not null,
    only_row    boolean primary key default true check (only_row)
);
insert into budget_rules_version (version) values (0);

-- One stretch of one rule for one subject: the row that is locked, by id order, before money is held.
-- left = limit_usd + override_usd while it lasts - spent_usd - held_usd - unknown_usd - late_usd
create table budget_account (
    id              bigint      generated always as identity primary key,
    rule_id         bigint      references budget_rule on delete set null,
    mode            text        not null,
    scope           text        not null,
    subject         text        not null,
    period          text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz,
    limit_usd       numeric     check (limit_usd >= 0),
    action          text        not null,
    unpriced        text        not null,
    spent_usd       numeric     not null default 0,
    held_usd        numeric     not null default 0 check (held_usd >= 0),
    unknown_usd     numeric     not null default 0,
    unbounded_calls bigint      not null default 0,
    late_usd        numeric     not null default 0,
    override_usd    numeric     check (override_usd > 0),
    override_until  timestamptz,
    told            integer     not null default 0,
    unique (mode, scope, subject, period, starts_at)
);
create index budget_account_rule on budget_account (rule_id);

create table budget_override (
    id          bigint      generated always as identity primary key,
    account_id  bigint      not null references budget_account,
    usd         numeric     not null check (usd > 0),
    reason      text        not null,
    by_whom     text        not null,
    at          timestamptz not null,
    until       timestamptz not null
);

-- Who changed what, when and why. It outlives its rule, so it names what the rule was for.
create table budget_change (
    id          bigint      generated always as identity primary key,
    rule_id     bigint,
    mode        text        not null,
    scope       text        not null,
    subject     text        not null,
    period      text        not null,
    at          timestamptz not null,
    by_whom     text        not null,
    reason      text,
    what        text        not null,
    before      text,
    after       text
);
create index budget_change_key on budget_change (mode, scope, subject, period, id);
create index budget_change_rule on budget_change (rule_id, id);

create table alert (
    id              bigint      generated always as identity primary key,
    account_id      bigint      not null references budget_account,
    level           text        not null check (level in ('warning', 'critical', 'exceeded', 'stopped', 'anomaly', 'overage')),
    at              timestamptz not null,
    words           text        not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    webhook         text        not null default 'waiting' check (webhook in ('waiting', 'sent', 'given-up', 'none')),
    webhook_tries   integer     not null default 0,
    webhook_next_at timestamptz,
    unique (account_id, level)
);
create index alert_unacknowledged on alert (id) where acknowledged_at is null;
create index alert_waiting on alert (id) where webhook = 'waiting';

-- In which accounts the call's hold lies, and until when it may.
alter table call
    add column accounts        bigint[]    not null default '{}',
    add column hold_expires_at timestamptz,
    add column max_tokens      integer;
create index call_open_until on call (hold_expires_at) where outcome = 'open';

-- Usage that came after its call had ended as an unknown cost. The entry stays as it is; what came is never dropped.
create table late_usage (
    call_id     uuid        primary key references call,
    at          timestamptz not null,
    usd         numeric,
    beyond_usd  numeric     not null,
    raw_usage   text
);

-- How fast a provider may be called, by all nodes together.
create table provider_gate (
    provider    text        not null,
    mode        text        not null,
    open_calls  integer     not null default 0 check (open_calls >= 0),
    next_at     timestamptz,
    slowed_until timestamptz,
    strikes     integer     not null default 0,
    primary key (provider, mode)
);

alter table run
    add column parent_run_id  uuid references run,
    add column parent_turn    integer,
    add column next_speaker   text,
    add column directions     integer not null default 0,
    add column cut_short      boolean not null default false,
    add column waits_until    timestamptz,
    add column waits_for      bigint references budget_account,
    add column waits_usd      numeric,
    add column regenerated    integer not null default 0;

-- What people asked of a run. The same key asks for the same thing.
create table run_command (
    id          bigint      generated always as identity primary key,
    run_id      uuid        not null references run,
    key         text        not null,
    kind        text        not null,
    details     text        not null,
    at          timestamptz not null,
    applied_at  timestamptz,
    answer      text,
    unique (run_id, key)
);
create index run_command_waiting on run_command (run_id, id) where applied_at is null;

-- A message may have been said by a person, or copied from the run that this one branched off.
alter table message
    alter column call_id drop not null,
    alter column model_asked drop not null,
    alter column model_used drop not null,
    add column origin text not null default 'model' check (origin in ('model', 'person', 'branch'));

-- Messages that were said again: paid, kept, and no longer part of the transcript.
create table message_replaced (
    id           bigint generated always as identity primary key,
    replaced_at  timestamptz not null,
    run_id       uuid        not null references run,
    turn         integer     not null,
    persona      text        not null,
    text         text        not null,
    flags        text        not null,
    call_id      uuid,
    model_used   text
);
create index message_replaced_by_run on message_replaced (run_id, turn);

-- db-scheduler's own.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
