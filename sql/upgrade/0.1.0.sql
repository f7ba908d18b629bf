-- From release 0.1.0 to 0.2.0: tables, indexes, data.  The triggers are away.

create table scim.schema_version (
	version text not null check (version ~ '^\d+\.\d+\.\d+$'),
	serves text not null check (serves ~ '^\d+\.\d+\.\d+$')
);
create unique index schema_version_is_one_row on scim.schema_version ((true));
comment on table scim.schema_version is 'The release whose schema this is: workers look at each connection whether it is for them. Written by install.sql and upgrade.sql.';
comment on column scim.schema_version.serves is 'The oldest release whose workers it serves too.';

alter table scim.organizations alter column id set default scim.new_id();
alter table scim.keys alter column id set default scim.new_id();
alter table scim.users alter column id set default scim.new_id();
alter table scim.projects alter column id set default scim.new_id();
alter table scim.teams alter column id set default scim.new_id();
alter table scim.role_groups alter column id set default scim.new_id();

alter table scim.keys add column last_used_at timestamptz;
alter table scim.organizations
	add column suspended boolean not null generated always as (suspended_at is not null) stored,
	add constraint organization_is_suspended unique (id, suspended);
alter table scim.keys add column suspended boolean not null default false;
update scim.keys k set suspended = true
from scim.organizations o where o.id = k.organization_id and o.suspended;
alter table scim.keys
	drop constraint keys_organization_id_fkey,
	add constraint key_of_organization foreign key (organization_id, suspended)
		references scim.organizations (id, suspended) on update cascade;
comment on column scim.organizations.suspended is 'Whether, for the keys, which follow it.';
comment on column scim.keys.suspended is 'Its organization is: so a request need not look there.';
comment on constraint key_of_organization on scim.keys is 'The organization is there, and its keys are suspended when it is.';
comment on column scim.keys.last_used_at is 'When a request came with it, to five minutes; written by scim.key_used().';

-- Constraints of domains are read once a session, and asked only of a value that
-- is assigned; those of tables at each statement.
create domain scim.organization_role as text
	constraint role_is_admin_or_member check (value in ('Admin', 'Member'));
comment on domain scim.organization_role is 'What a user is in the organization; the owner is in scim.owners.';
create domain scim.user_name as text
	constraint user_name_is_not_blank check (btrim(value) <> '');
comment on domain scim.user_name is 'By which a user signs in.';
create domain scim.folded_document as jsonb
	constraint document_is_scim_without_our_columns check (
		not value ?| '{id, schemas, meta, groups, active, statsigorgrole, password}');
comment on domain scim.folded_document is 'A user''s document as scim.folded() makes it.';

-- The table is written anew, with all its indexes, once.  They are made in the
-- order of tables.sql, which the planner goes by.
drop index scim.user_external_id, scim.user_display_name, scim.user_given_name, scim.user_family_name,
	scim.user_created, scim.user_modified, scim.user_deactivated, scim.user_admin,
	scim.user_folded, scim.user_email_prefix;
alter table scim.users
	drop constraint user_name_is_not_blank,
	drop constraint document_names_each_attribute_once,
	drop constraint document_is_scim_without_our_columns,
	drop constraint users_role_check,
	alter column role type scim.organization_role,
	alter column user_name type scim.user_name,
	add column external_id_key text collate "C" generated always as (scim.prefix(document::json ->> 'externalId')) stored,
	add column display_name_key text collate "C" generated always as (scim.prefix(scim.fold(document::json ->> 'displayName'))) stored,
	add column given_name_key text collate "C" generated always as (scim.prefix(scim.fold(document::json #>> '{name,givenName}'))) stored,
	add column family_name_key text collate "C" generated always as (scim.prefix(scim.fold(document::json #>> '{name,familyName}'))) stored;
-- From now on the trigger scim.user_columns() writes them.
alter table scim.users
	alter column user_name drop expression,
	alter column external_id drop expression,
	alter column display_name drop expression,
	alter column given_name drop expression,
	alter column family_name drop expression,
	alter column email drop expression,
	alter column user_name_key drop expression,
	alter column external_id_key drop expression,
	alter column display_name_key drop expression,
	alter column given_name_key drop expression,
	alter column family_name_key drop expression;
drop function scim.primary_email(text), scim.names_each_once(text);
comment on table scim.users is 'Accounts. document is the SCIM resource without what has a column of its own; the columns behind it are read from it by the trigger scim.user_columns() and cannot disagree. In psql: update scim.users set active = false where user_name = ...; or set document = jsonb_set(document::jsonb, ''{title}'', ''"Boss"'').';
comment on column scim.users.external_id_key is 'How external_id begins, see scim.prefix(); of the names below it is folded. A column, for row-level security keeps an index on an expression from the worker.';
create index user_external_id on scim.users (external_id_key, organization_id);
create index user_display_name on scim.users (display_name_key, organization_id);
create index user_given_name on scim.users (given_name_key, organization_id);
create index user_family_name on scim.users (family_name_key, organization_id);
create index user_version on scim.users (version, organization_id);
create index user_created on scim.users (created_at, organization_id);
create index user_modified on scim.users (modified_at, organization_id);
create index user_deactivated on scim.users (organization_id) where not active;
create index user_admin on scim.users (organization_id) where role = 'Admin';

-- In the place of users.folded, which workers of 0.1.0 search: the next run of
-- upgrade.sql drops it.
create table scim.folded_documents (
	organization_id uuid not null,
	user_id uuid primary key,
	folded scim.folded_document not null,
	email_prefixes tsvector not null generated always as (scim.email_prefixes(folded)) stored
);
insert into scim.folded_documents (organization_id, user_id, folded)
select organization_id, id, scim.folded(document) from scim.users;
create index user_folded on scim.folded_documents using gin (folded jsonb_path_ops);
create index user_email_prefix on scim.folded_documents using gin (email_prefixes);
comment on table scim.folded_documents is 'Documents as filters search them. Written by the trigger scim.user_folded() alone. After loading users with all triggers disabled: delete from scim.folded_documents; insert into scim.folded_documents (organization_id, user_id, folded) select organization_id, id, scim.folded(document) from scim.users.';
comment on column scim.folded_documents.folded is 'The document with names and values folded: its index finds what equals a value and who has an attribute or a part of it at all.';
comment on column scim.folded_documents.email_prefixes is 'How the e-mail addresses begin, see scim.email_prefixes().';

create table scim.user_counts (
	organization_id uuid not null references scim.organizations on delete cascade,
	bucket bigint not null,
	part bigint not null generated always as identity,
	n integer not null,
	primary key (organization_id, bucket, part)
) with (fillfactor = 50);
comment on table scim.user_counts is 'How many users there are, for the totals and pages of lists: of those with the same seq >> 11 the sum of n. Written by the trigger scim.users_counted() alone. After loading users with all triggers disabled: delete from scim.user_counts; insert into scim.user_counts (organization_id, bucket, n) select organization_id, seq >> 11, count(*) from scim.users group by 1, 2.';
comment on column scim.user_counts.part is 'Who writes takes a part that nobody holds, or makes one: none waits for another''s commit.';
insert into scim.user_counts (organization_id, bucket, n)
select organization_id, seq >> 11, count(*) from scim.users group by 1, 2;

alter table scim.projects add column archived_at timestamptz;
comment on column scim.projects.archived_at is 'Since when its roles give nothing and SCIM does not see its role groups; null: it is live.';

drop index scim.role_group_external_id;
alter table scim.role_groups
	add column archived boolean not null default false,
	add column external_id_key text collate "C" generated always as (scim.prefix(external_id)) stored,
	drop constraint role_groups_organization_id_role_fkey,
	add constraint role_groups_organization_id_role_fkey
		foreign key (organization_id, role) references scim.roles (organization_id, name) on update cascade;
create index role_group_external_id on scim.role_groups (organization_id, external_id_key);
comment on column scim.role_groups.archived is 'Its project is; written by a trigger.';

alter table scim.role_groups
	add constraint role_group_is_of_project unique (id, organization_id, project_id, owner_group);
drop index scim.role_group_member_user, scim.project_owner_user;
create index role_group_member_user on scim.role_group_members (user_id, organization_id, role_group_id);
create index project_owner_user on scim.project_owners (user_id, organization_id);
alter table scim.project_owners add column role_group_id uuid;
update scim.project_owners p set role_group_id = g.id from scim.role_groups g
where g.organization_id = p.organization_id and g.project_id = p.project_id and g.owner_group;
alter table scim.project_owners
	alter column role_group_id set not null,
	add column owner_group boolean not null generated always as (true) stored,
	add constraint project_owner_group unique (role_group_id),
	add constraint owner_of_role_group
		foreign key (role_group_id, organization_id, project_id, owner_group)
		references scim.role_groups (id, organization_id, project_id, owner_group);
comment on column scim.project_owners.role_group_id is 'The Owner group.';
comment on column scim.project_owners.owner_group is 'Always true: with the foreign key it says that the role group is the project''s Owner group.';

-- Whether an account may be deactivated is known at once.
alter table scim.owners
	drop constraint owner_is_active,
	add constraint owner_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict
		deferrable initially deferred;
alter table scim.project_owners
	drop constraint project_owner_is_active,
	add constraint project_owner_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict
		deferrable initially deferred;
alter table scim.role_group_members
	drop constraint member_is_active,
	add constraint member_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict;

create index event_refused on scim.events (organization_id, at) where kind = 'refused';
create index event_at on scim.events using brin (at);
comment on column scim.events.kind is 'created, changed, deleted; activated, deactivated; member added, member removed; owner replaced; refused; forgotten, pruned.';
comment on column scim.events.resource is 'User, Group, Organization, Domain, Key, Project, Role or Team; of what was refused also Bulk; Event for what was pruned.';
comment on column scim.events.request_id is 'The request, as the logs of the worker and the web server name it.';
comment on column scim.events.client is 'The User-Agent of the request.';
comment on column scim.events.before is 'What was there, as far as it changed; of a deactivated or deleted user the role groups that were lost too.';
comment on column scim.events.after is 'What is there now, as far as it changed; of what was refused the answer, and the userName of a user that was to be made.';

-- Of role groups that were lost the ids too, by which they are given back: of
-- those that are still there.
update scim.events e set before = jsonb_set(before, '{groups}', (
	select jsonb_agg(jsonb_build_object('value', g.id, 'display', l.name) order by l.place)
	from jsonb_array_elements_text(e.before -> 'groups') with ordinality l (name, place)
	left join scim.role_groups g on g.organization_id = e.organization_id and g.display_name = l.name))
where before -> 'groups' -> 0 is not null;

-- Of owners the ids, by which they are forgotten.
update scim.events e set
	before = before || jsonb_build_object('owner_id', (
		select u.id from scim.users u where u.organization_id = e.organization_id and u.user_name = e.before ->> 'owner')),
	after = after || jsonb_build_object('owner_id', user_id)
where kind = 'owner replaced';

-- Who is an owner is looked for among those who have Admin.
update scim.users u set role = 'Admin' from scim.owners o where o.user_id = u.id and u.role <> 'Admin';

-- What they say when a statement breaks them is their name: here is why.
comment on constraint name_is_plain on domain scim.name is 'Not blank, no control or invisible characters, 250 bytes at most.';
comment on constraint "userName" on scim.users is 'Unique in the organization, without regard to case.';
comment on constraint user_name_is_not_blank on domain scim.user_name is 'document must have a userName.';
comment on constraint document_is_scim_without_our_columns on domain scim.folded_document is 'What has a column of its own or is never stored (password) is not in document.';
comment on constraint deactivated_means_member on scim.users is 'A deactivated account has no role but Member.';
comment on constraint owner_is_active on scim.owners is 'The owner is an active user of the same organization; make another the owner first.';
comment on constraint organization_has_an_owner on scim.organizations is 'At every commit an organization has an owner.';
comment on constraint project_owner_is_active on scim.project_owners is 'The owner is an active user of the same organization.';
comment on constraint owner_of_role_group on scim.project_owners is 'The role group is the Owner group of the same project.';
comment on constraint project_has_an_owner on scim.projects is 'At every commit a project has an owner.';
comment on constraint member_is_active on scim.role_group_members is 'Only active users of the same organization hold roles.';
comment on constraint member_of_role_group on scim.role_group_members is 'The role group is of the same organization and no Owner group: that has the project''s owner, update scim.project_owners.';
