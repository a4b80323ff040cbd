-- What Parley itself counted of a prompt, so that it can learn how a model's tokenizer compares. Null for entries of
-- earlier versions.
alter table call add column prompt_tokens bigint check (prompt_tokens >= 0);
