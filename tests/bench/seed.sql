-- A database for the benchmark: organizations of which the first, Bench, has
-- :users users and a role group for each number of members in :groups; the
-- others have an owner and a user.  Users have about 1.2 KB; beside groups,
-- only a name, for they are many and made for the groups.  Prints the key of
-- Bench.
--
--	psql -v users=10000 -v groups='{}' -v organizations=1 -f seed.sql

\set QUIET on
\pset format unaligned
\pset tuples_only on

set synchronous_commit = off;
set maintenance_work_mem = '512MB';

create function bench_document(n bigint, domain text) returns text
language sql
as $$
	select format('{"userName": "user%1$s@%2$s", "externalId": "00u%1$s", '
	'"name": {"formatted": "Ms. Given%3$s M. Family%4$s", "familyName": "Family%4$s", "givenName": "Given%3$s", "middleName": "Middle", "honorificPrefix": "Ms."}, '
	'"displayName": "Given%3$s Family%4$s", "nickName": "Nick%1$s", "profileUrl": "https://login.example.com/people/%1$s", '
	'"title": "Title %5$s", "userType": "Employee", "preferredLanguage": "en-US", "locale": "en-US", "timezone": "Europe/Berlin", '
	'"emails": [{"value": "user%1$s@%2$s", "type": "work", "primary": true}, {"value": "home%1$s@mail.example", "type": "home"}], '
	'"phoneNumbers": [{"value": "+49-30-%1$s", "type": "work"}, {"value": "+49-170-%1$s", "type": "mobile"}], '
	'"addresses": [{"type": "work", "streetAddress": "%1$s Main Street", "locality": "Berlin", "region": "BE", "postalCode": "%6$s", "country": "DE", "formatted": "%1$s Main Street, %6$s Berlin", "primary": true}], '
	'"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "%1$s", "costCenter": "Cost %5$s", "organization": "Bench", "division": "Division %5$s", "department": "Department %6$s"}}',
	n, domain, n % 2000, n % 5000, n % 300, n % 1000)
$$;

select scim.organization_create('Bench', 'owner@bench.example', array['bench.example']) as organization \gset
select scim.project_create('Bench', 'Project') as project \gset

-- Without events of their making, the indexes at the end in the order in which
-- they were, and by as many sessions as there are processors: that is ten times
-- faster.  All else that happens to new rows happens.
alter table scim.users disable trigger user_created;
alter table scim.users disable trigger user_domain_insert;
create temp table indexes as
	select format('drop index %s', indexrelid::regclass) as drops, pg_get_indexdef(indexrelid) as makes
	from pg_index where indrelid in ('scim.users'::regclass, 'scim.folded_documents'::regclass)
	and not indisunique order by indexrelid;
select drops from indexes \gexec
\setenv PGHOST :HOST
\setenv PGPORT :PORT
\setenv PGUSER :USER
\setenv PGDATABASE :DBNAME
select format('set synchronous_commit = off; insert into scim.users (organization_id, document) '
	'select %L, case when %L = ''{}'' then bench_document(n, ''bench.example'') '
	'else format(''{"userName": "user%%1$s@bench.example", "externalId": "00u%%1$s", "displayName": "Given Family%%1$s"}'', n) end '
	'from generate_series(%s::bigint, %s) n', :'organization', :'groups', first, least(first + 9999, :users))
from generate_series(1, :users, 10000) first
\g | xargs -d '\n' -n 1 -P "$(nproc)" psql -Xqc
select makes from indexes \gexec

select scim.role_create('Bench', 'Of ' || size) from unnest(:'groups'::bigint[]) size \g /dev/null
insert into scim.role_group_members (organization_id, role_group_id, user_id)
select u.organization_id, g.id, u.id
from scim.role_groups g
join (select organization_id, id, row_number() over (order by seq) - 1 as n
	from scim.users where organization_id = :'organization') u
on u.n between 1 and substr(g.role, 4)::bigint
where g.organization_id = :'organization' and g.role like 'Of %';

\o /dev/null
select format('select scim.organization_create(%L, %L, array[%L])',
	'Other ' || o, 'owner@other' || o || '.example', 'other' || o || '.example')
from generate_series(2, :organizations) o \gexec
\o
insert into scim.users (organization_id, document)
select o.id, bench_document(1, d.domain)
from scim.organizations o join scim.organization_domains d on d.organization_id = o.id
where o.name <> 'Bench';

alter table scim.users enable trigger user_created;
alter table scim.users enable trigger user_domain_insert;
drop function bench_document;
vacuum analyze;
checkpoint;
select scim.key_issue('Bench', 'bench');
