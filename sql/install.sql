-- Installs scim-fcgi into the database that psql is connected to:
--
--     createdb -E UTF8 scim && psql -d scim -f install.sql
--
-- as a superuser, or as a role that has CREATEROLE and may create a schema
-- in the database (managed PostgreSQL).  No extension is needed.  It is one
-- transaction: it either installs everything or nothing.  PostgreSQL 15 on.
-- A database that has the schema already is for upgrade.sql.

\set ON_ERROR_STOP on
\set QUIET on
set client_min_messages = warning;

begin;
\ir roles.sql
create schema scim authorization scim_owner;
comment on schema scim is
	'SCIM 2.0 provisioning: who is in which organization, and which roles they hold. Constraints and triggers keep it true, versioned and recorded, also for statements typed in psql.';
set local role scim_owner;

\ir text.sql
\ir tables.sql
\ir code.sql
commit;
