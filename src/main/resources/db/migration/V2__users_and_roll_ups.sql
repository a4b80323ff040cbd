-- Who pays, which price it was, and sums that stay fast however many calls there are.
alter table run add column username text not null default 'local';

alter table call
    add column username          text    not null default 'local',
    add column price_recorded_at date,
    add column price_assumed     boolean not null default false,
    add column ended_tx          xid8;

update call set ended_tx = pg_current_xact_id() where outcome <> 'open';

alter table call add constraint call_ended_by_a_transaction check ((outcome = 'open') = (ended_tx is null));
create index call_ended on call (ended_tx);

-- An entry carries the number of the transaction that ended it, whoever writes; a copy of the database keeps its own.
create function call_ends() returns trigger language plpgsql as $$
begin
    if new.outcome <> 'open' and new.ended_tx is null then
        new.ended_tx := pg_current_xact_id();
    end if;
    return new;
end $$;
create trigger call_ends before insert or update on call for each row execute function call_ends();

-- What has ended is in sums by then: it stays as it is.
create function call_stays() returns trigger language plpgsql as $$
begin
    raise exception 'call % has ended and stays as it is', old.id;
end $$;
create trigger call_stays before update or delete on call
    for each row when (old.outcome <> 'open') execute function call_stays();

-- Sums over ended calls of one hour, or one day in UTC. What they mean stands in the ledger's code, at its measures.
create table cost_hour (
    hour                timestamptz not null,
    mode                text        not null,
    project             text        not null,
    username            text        not null,
    provider            text        not null,
    model               text        not null,
    calls               bigint      not null check (calls > 0),
    failed_calls        bigint      not null,
    unknown_calls       bigint      not null,
    unknown_up_to       numeric     not null,
    unbounded_calls     bigint      not null,
    assumed_calls       bigint      not null,
    assumed_usd         numeric     not null,
    usd                 numeric     not null,
    usd_input           numeric     not null,
    usd_cache_read      numeric     not null,
    usd_cache_write_5m  numeric     not null,
    usd_cache_write_1h  numeric     not null,
    usd_output          numeric     not null,
    saved_usd           numeric     not null,
    input               bigint      not null,
    cache_read          bigint      not null,
    cache_write_5m      bigint      not null,
    cache_write_1h      bigint      not null,
    output              bigint      not null,
    reasoning           bigint      not null,
    unique (mode, hour, project, username, provider, model)
);

create table cost_day (like cost_hour including constraints);
alter table cost_day rename column hour to day;
alter table cost_day alter column day type date;
alter table cost_day add unique (mode, day, project, username, provider, model);

-- For whoever asks what models cost, over all projects and users.
create table cost_model_day (like cost_day including constraints);
alter table cost_model_day
    drop column project,
    drop column username,
    add unique (mode, day, provider, model);

create table cost_persona_day (like cost_day including constraints);
alter table cost_persona_day
    add column persona text,
    add column purpose text not null,
    add unique nulls not distinct (mode, day, project, username, provider, model, persona, purpose);

-- Every call that a transaction below this number ended is in the four tables above, and no other.
create table roll_up_mark (
    folded_below xid8    not null,
    only_row     boolean primary key default true check (only_row)
);
insert into roll_up_mark (folded_below) values ('0');
