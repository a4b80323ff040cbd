-- What Parley itself counted of a prompt, so that it can learn how a model's tokenizer compares. Null for entries of
-- earlier versions.
alter table call add column prompt_tokens bigint;

-- Estimates learn from the newest runs that have finished, and look back on them.
create index run_finished on run (mode, ended_at desc, id) where status = 'finished';
