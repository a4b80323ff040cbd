-- Runs and what was said in them.
create table run (
    id               uuid primary key,
    script           text        not null,
    title            text        not null,
    kind             text        not null,
    mode             text        not null check (mode in ('live', 'rehearsal')),
    status           text        not null,
    stop_reason      text,
    wanted           text check (wanted in ('pause', 'stop', 'stop-now')),
    seed             bigint      not null,
    turns            integer     not null check (turns between 1 and 1000),
    budget_usd       numeric check (budget_usd > 0),
    project          text        not null,
    snapshot         text        not null,
    estimate         text        not null,
    idempotency_key  text unique,
    request_digest   text,
    created_at       timestamptz not null,
    started_at       timestamptz,
    ended_at         timestamptz,
    active_ms        bigint      not null default 0 check (active_ms >= 0),
    node             uuid,
    epoch            integer     not null default 0
);
create index run_created_at on run (created_at desc, id);
create index run_unfinished on run (node) where ended_at is null;

create table message (
    run_id           uuid        not null references run,
    turn             integer     not null check (turn >= 1),
    persona          text        not null,
    text             text        not null,
    flags            text        not null,
    call_id          uuid        not null unique,
    model_asked      text        not null,
    model_used       text        not null,
    speaker_why      text        not null,
    decision_why     text        not null,
    created_at       timestamptz not null,
    primary key (run_id, turn)
);

-- What a page needs to follow a run; token by token text is never kept here.
create table run_event (
    id               bigint generated always as identity primary key,
    run_id           uuid        not null references run,
    type             text        not null,
    data             text        not null,
    at               timestamptz not null
);
create index run_event_by_run on run_event (run_id, id);

-- The ledger: one row for each request to a provider, opened before it goes out. Numbers and ids only.
create table call (
    id                   uuid primary key,
    run_id               uuid        not null references run,
    turn                 integer     not null,
    persona              text,
    purpose              text        not null,
    attempt              integer     not null check (attempt >= 1),
    mode                 text        not null check (mode in ('live', 'rehearsal')),
    project              text        not null,
    provider             text        not null,
    model_asked          text        not null,
    model                text        not null,
    model_returned       text,
    response_id          text,
    at                   timestamptz not null,
    outcome              text        not null check (outcome in ('open', 'settled', 'failed', 'unknown')),
    reason               text,
    latency_ms           bigint,
    hold_usd             numeric check (hold_usd >= 0),
    input                bigint check (input >= 0),
    cache_read           bigint check (cache_read >= 0),
    cache_write_5m       bigint check (cache_write_5m >= 0),
    cache_write_1h       bigint check (cache_write_1h >= 0),
    output               bigint check (output >= 0),
    reasoning            bigint check (reasoning >= 0),
    usd                  numeric check (usd >= 0),
    usd_input            numeric,
    usd_cache_read       numeric,
    usd_cache_write_5m   numeric,
    usd_cache_write_1h   numeric,
    usd_output           numeric,
    saved_usd            numeric,
    price_effective_from date,
    price_tier           text,
    price_source         text,
    raw_usage            text,
    check ((outcome = 'open') or (outcome <> 'settled') or (input is not null and output is not null))
);
create index call_by_run on call (run_id, turn, at);
create index call_at on call (mode, at);
create index call_open on call (run_id) where outcome = 'open';

-- Nodes that take runs. One that has not been seen for a while has lost its runs to the others.
create table node (
    id        uuid primary key,
    seen_at   timestamptz not null
);
