-- All that holds no data: functions, triggers, views, policies, grants; and how
-- columns are compressed.  install.sql makes it, and upgrade.sql makes it anew.
--
-- Each file is loaded in the order in which the next ones need it.

\ir compression.sql
\ir events.sql
\ir invariants.sql
\ir user_triggers.sql
\ir role_group_triggers.sql
\ir keys.sql
\ir role_groups.sql
\ir users.sql
\ir lists.sql
\ir admin.sql
\ir projects.sql
\ir views.sql
\ir people.sql
\ir metrics.sql
\ir security.sql
\ir grants.sql
\ir version.sql
