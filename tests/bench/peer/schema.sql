-- The peer's tables: a document for each resource, with an index for all that
-- is looked up, and the users and groups of the organization Bench.

create schema peer;
create table peer.keys (hash bytea primary key);
create table peer.users (
	id uuid primary key default gen_random_uuid(),
	seq bigint unique generated always as identity,
	user_name text not null unique,
	document jsonb not null
);
create table peer.groups (
	id uuid primary key default gen_random_uuid(),
	seq bigint unique generated always as identity,
	display_name text not null unique,
	document jsonb not null
);

insert into peer.users (id, user_name, document)
select u.id, lower(u.user_name), u.document::jsonb || jsonb_build_object('active', u.active)
from scim.users u join scim.organizations o on o.id = u.organization_id and o.name = 'Bench'
order by u.seq;

insert into peer.groups (id, display_name, document)
select g.id, lower(g.display_name), jsonb_build_object('displayName', g.display_name, 'members',
	(select jsonb_agg(jsonb_build_object('value', m.user_id, 'type', 'User'))
		from scim.role_group_members m where m.role_group_id = g.id))
from scim.role_groups g join scim.organizations o on o.id = g.organization_id and o.name = 'Bench'
order by g.seq;

vacuum analyze peer.users, peer.groups;
