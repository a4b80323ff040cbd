-- When a limit has changed, a level that is reached anew is told anew: an account may have several alerts of one level.
alter table alert drop constraint alert_account_id_level_key;
create index alert_by_account on alert (account_id, level);
