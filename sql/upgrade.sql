-- Upgrades the schema of any release to this one:
--
--     psql -d scim -f upgrade.sql
--
-- as the role that installed it or a member of scim_migrator.  It is one
-- transaction: it does everything or nothing, and can be run again.  Requests
-- wait meanwhile; those that wait for more than 3 seconds are answered 503, and
-- identity providers come again.  It waits itself for 10 seconds at the most
-- until it has the tables to itself.  Workers of the release before go on with
-- the new schema, those of this release begin to serve: neither has to be
-- restarted.  From 0.1.0, run it again when the last of those has ended: only
-- then row-level security holds (security.sql), and what they search is gone.

\set ON_ERROR_STOP on
\set QUIET on
set client_min_messages = warning;

begin;
\ir roles.sql
set local role scim_owner;
\ir upgrade/clear.sql
\ir text.sql

-- For each release the file that leads from it to the next.
select to_regclass('scim.schema_version') is null as is_0_1_0 \gset
\if :is_0_1_0
\ir upgrade/0.1.0.sql
\else
alter table scim.users drop column if exists folded;
\endif

\ir code.sql
\if :is_0_1_0
\ir upgrade/0.1.0-workers.sql
\endif
commit;
