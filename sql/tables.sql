-- The tables.  Keys are composite with organization_id wherever a row points
-- at another, so that no row can point into another organization.
--
-- This file is only for a new database; upgrade/ has what changed since each
-- release.  New columns stand last, where "alter table" puts them.

create table scim.schema_version (
	version text not null check (version ~ '^\d+\.\d+\.\d+$'),
	serves text not null check (serves ~ '^\d+\.\d+\.\d+$')
);
create unique index schema_version_is_one_row on scim.schema_version ((true));
comment on table scim.schema_version is 'The release whose schema this is: workers look at each connection whether it is for them. Written by install.sql and upgrade.sql.';
comment on column scim.schema_version.serves is 'The oldest release whose workers it serves too.';

create domain scim.name as text
	constraint name_is_plain check (scim.is_name(value));
comment on domain scim.name is 'A name of an organization, project, role or team: see scim.is_name().';

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

create table scim.organizations (
	id uuid primary key default scim.new_id(),
	name scim.name not null,
	prefix scim.name not null default 'Statsig',
	suspended_at timestamptz,
	created_at timestamptz not null default now(),
	name_key text collate "C" not null generated always as (scim.fold(name)) stored,
	suspended boolean not null generated always as (suspended_at is not null) stored,
	constraint organization_name unique (name_key),
	constraint organization_is_suspended unique (id, suspended)
);
comment on table scim.organizations is 'Tenants: each is a company whose identity provider provisions here.';
comment on column scim.organizations.prefix is 'What the names of its role groups begin with.';
comment on column scim.organizations.suspended_at is 'Since when its keys are answered 403; null: it is served.';
comment on column scim.organizations.suspended is 'Whether, for the keys, which follow it.';
comment on column scim.organizations.name_key is 'The name folded: unique without regard to case.';

create table scim.organization_domains (
	organization_id uuid not null references scim.organizations,
	domain text collate "C" not null check (domain = '*' or domain ~ '^[a-z0-9.-]+$'),
	created_at timestamptz not null default now(),
	primary key (organization_id, domain)
);
comment on table scim.organization_domains is 'The e-mail domains in which an organization may have accounts, in lower case; * allows any userName.';

create table scim.keys (
	id uuid primary key default scim.new_id(),
	organization_id uuid not null,
	label scim.name not null,
	hash bytea not null unique check (octet_length(hash) = 32),
	created_at timestamptz not null default now(),
	expires_at timestamptz,
	revoked_at timestamptz,
	last_used_at timestamptz,
	suspended boolean not null default false,
	constraint key_label unique (organization_id, label),
	constraint key_of_organization foreign key (organization_id, suspended)
		references scim.organizations (id, suspended) on update cascade
);
comment on table scim.keys is 'The bearer keys of identity providers. Only SHA-256 hashes are here; the key itself is shown once, by scim.key_issue().';
comment on column scim.keys.label is 'Who uses it, as events name it: Okta, Entra 2026, ...';
comment on column scim.keys.suspended is 'Its organization is: so a request need not look there.';
comment on column scim.keys.last_used_at is 'When a request came with it, to five minutes; written by scim.key_used().';

create table scim.users (
	organization_id uuid not null references scim.organizations,
	id uuid primary key default scim.new_id(),
	seq bigint not null generated always as identity,
	active boolean not null default true,
	role scim.organization_role not null default 'Member',
	version bigint not null default 1,
	created_at timestamptz not null default statement_timestamp(),
	modified_at timestamptz not null default statement_timestamp(),
	document text not null,
	user_name scim.user_name not null,
	external_id text collate "C",
	display_name text collate "C",
	given_name text collate "C",
	family_name text collate "C",
	email text,
	user_name_key text collate "C" not null,
	external_id_key text collate "C",
	display_name_key text collate "C",
	given_name_key text collate "C",
	family_name_key text collate "C",
	-- Of indexes that seem to cost the same, as in a new table, the planner
	-- takes the one that was made last: hence the order, and organization_id
	-- first only where a whole organization is read.
	constraint user_order unique (organization_id, seq),
	constraint user_is_active unique (id, organization_id, active),
	constraint "userName" unique (user_name_key, organization_id),
	constraint deactivated_means_member check (active or role = 'Member')
);
create index user_external_id on scim.users (external_id_key, organization_id);
create index user_display_name on scim.users (display_name_key, organization_id);
create index user_given_name on scim.users (given_name_key, organization_id);
create index user_family_name on scim.users (family_name_key, organization_id);
create index user_version on scim.users (version, organization_id);
create index user_created on scim.users (created_at, organization_id);
create index user_modified on scim.users (modified_at, organization_id);
create index user_deactivated on scim.users (organization_id) where not active;
create index user_admin on scim.users (organization_id) where role = 'Admin';
comment on table scim.users is 'Accounts. document is the SCIM resource without what has a column of its own; the columns behind it are read from it by the trigger scim.user_columns() and cannot disagree. In psql: update scim.users set active = false where user_name = ...; or set document = jsonb_set(document::jsonb, ''{title}'', ''"Boss"'').';
comment on column scim.users.seq is 'The order of lists.';
comment on column scim.users.role is 'Admin or Member. The owner is in scim.owners and has Admin here, which is what is left when another takes over.';
comment on column scim.users.version is 'The ETag; moves with every change.';
comment on column scim.users.email is 'The primary e-mail.';
comment on column scim.users.external_id_key is 'How external_id begins, see scim.prefix(); of the names below it is folded. A column, for row-level security keeps an index on an expression from the worker.';

-- A table of its own: what changes a user, but not the document, leaves these
-- large indexes alone.
create table scim.folded_documents (
	organization_id uuid not null,
	user_id uuid primary key,
	folded scim.folded_document not null,
	email_prefixes tsvector not null generated always as (scim.email_prefixes(folded)) stored
);
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

create table scim.owners (
	organization_id uuid primary key references scim.organizations,
	user_id uuid not null,
	active boolean not null generated always as (true) stored,
	since timestamptz not null default now(),
	constraint owner_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict
		deferrable initially deferred
);
create index owner_user on scim.owners (organization_id, user_id);
comment on table scim.owners is 'The one owner of each organization. Replace: update scim.owners set user_id = ... where organization_id = ...';
comment on column scim.owners.active is 'Always true: with the foreign key it says that the owner is an active user.';

alter table scim.organizations add constraint organization_has_an_owner
	foreign key (id) references scim.owners (organization_id) deferrable initially deferred;

create table scim.projects (
	organization_id uuid not null references scim.organizations,
	id uuid primary key default scim.new_id(),
	name scim.name not null,
	created_at timestamptz not null default now(),
	name_key text collate "C" not null generated always as (scim.fold(name)) stored,
	archived_at timestamptz,
	unique (organization_id, id),
	constraint project_name unique (organization_id, name_key)
);
comment on table scim.projects is 'Workspaces. Made and deleted by scim.project_create() and scim.project_delete(), never over SCIM.';
comment on column scim.projects.archived_at is 'Since when its roles give nothing and SCIM does not see its role groups; null: it is live.';

create table scim.project_owners (
	organization_id uuid not null,
	project_id uuid not null,
	user_id uuid not null,
	active boolean not null generated always as (true) stored,
	since timestamptz not null default now(),
	role_group_id uuid not null,
	owner_group boolean not null generated always as (true) stored,
	primary key (organization_id, project_id),
	constraint project_owner_group unique (role_group_id),
	constraint project_owner_of foreign key (organization_id, project_id)
		references scim.projects (organization_id, id),
	constraint project_owner_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict
		deferrable initially deferred
);
create index project_owner_user on scim.project_owners (user_id, organization_id);
comment on table scim.project_owners is 'The one owner of each project: the one member of its Owner group.';
comment on column scim.project_owners.role_group_id is 'The Owner group.';
comment on column scim.project_owners.owner_group is 'Always true: with the foreign key it says that the role group is the project''s Owner group.';

alter table scim.projects add constraint project_has_an_owner
	foreign key (organization_id, id) references scim.project_owners (organization_id, project_id)
	deferrable initially deferred;

create table scim.roles (
	organization_id uuid not null references scim.organizations,
	name scim.name not null,
	seq bigint not null generated always as identity,
	name_key text collate "C" not null generated always as (scim.fold(name)) stored,
	primary key (organization_id, name),
	constraint role_name unique (organization_id, name_key)
);
comment on table scim.roles is 'Names of sets of rights in a project: Owner, Admin, Member, Read-Only, and the organization''s own.';

create table scim.teams (
	organization_id uuid not null,
	project_id uuid not null,
	id uuid primary key default scim.new_id(),
	name scim.name not null,
	created_at timestamptz not null default now(),
	name_key text collate "C" not null generated always as (scim.fold(name)) stored,
	foreign key (organization_id, project_id) references scim.projects (organization_id, id),
	unique (organization_id, project_id, id),
	constraint team_name unique (organization_id, project_id, name_key)
);
comment on table scim.teams is 'Groups of people inside a project, with the roles Admin and Member.';

create table scim.role_groups (
	organization_id uuid not null,
	id uuid primary key default scim.new_id(),
	seq bigint not null generated always as identity,
	project_id uuid not null,
	team_id uuid,
	role text not null,
	display_name text not null,
	external_id text collate "C",
	version bigint not null default 1,
	created_at timestamptz not null default statement_timestamp(),
	modified_at timestamptz not null default statement_timestamp(),
	owner_group boolean not null generated always as (role = 'Owner') stored,
	display_name_key text collate "C" not null generated always as (scim.fold(display_name)) stored,
	archived boolean not null default false,
	external_id_key text collate "C" generated always as (scim.prefix(external_id)) stored,
	foreign key (organization_id, project_id) references scim.projects (organization_id, id),
	foreign key (organization_id, project_id, team_id) references scim.teams (organization_id, project_id, id),
	foreign key (organization_id, role) references scim.roles (organization_id, name) on update cascade,
	constraint role_group_is_one_role unique nulls not distinct (organization_id, project_id, team_id, role),
	constraint role_group_is_of_project unique (id, organization_id, project_id, owner_group),
	constraint role_group_is_owner_group unique (organization_id, id, owner_group),
	constraint "displayName" unique (organization_id, display_name_key),
	constraint role_group_order unique (organization_id, seq),
	constraint team_has_admins_and_members check (team_id is null or role in ('Admin', 'Member'))
);
create index role_group_external_id on scim.role_groups (organization_id, external_id_key);
comment on table scim.role_groups is 'What SCIM calls a Group: one role in one project, or one role in one team. They come and go with projects, roles and teams.';
comment on column scim.role_groups.display_name is 'prefix-project-role or prefix-project-team-role; written by a trigger, follows the names it is made of.';
comment on column scim.role_groups.archived is 'Its project is; written by a trigger.';
comment on column scim.role_groups.owner_group is 'Its one member is in scim.project_owners, not in scim.role_group_members.';

alter table scim.project_owners add constraint owner_of_role_group
	foreign key (role_group_id, organization_id, project_id, owner_group)
	references scim.role_groups (id, organization_id, project_id, owner_group);

create table scim.role_group_members (
	organization_id uuid not null,
	role_group_id uuid not null,
	user_id uuid not null,
	since timestamptz not null default now(),
	active boolean not null generated always as (true) stored,
	owner_group boolean not null generated always as (false) stored,
	primary key (role_group_id, user_id),
	constraint member_of_role_group foreign key (organization_id, role_group_id, owner_group)
		references scim.role_groups (organization_id, id, owner_group),
	constraint member_is_active foreign key (organization_id, user_id, active)
		references scim.users (organization_id, id, active) on update restrict
);
-- With organization_id first, the planner might take it alone, and read all of
-- an organization, however large, for the groups of a page of users.
create index role_group_member_user on scim.role_group_members (user_id, organization_id, role_group_id);
comment on table scim.role_group_members is 'Who holds which role: a row is a role that the user has.';
comment on column scim.role_group_members.active is 'Always true: with the foreign key it says that only active users hold roles.';
comment on column scim.role_group_members.owner_group is 'Always false: with the foreign key it says that Owner groups have no rows here.';

create table scim.events (
	id bigint primary key generated always as identity,
	at timestamptz not null default clock_timestamp(),
	organization_id uuid not null,
	kind text not null,
	resource text not null,
	resource_id uuid,
	user_id uuid,
	key_id uuid,
	database_role name not null default session_user,
	request_id text,
	client text,
	before jsonb,
	after jsonb
);
create index event_of_organization on scim.events (organization_id, id);
create index event_of_user on scim.events (organization_id, user_id, id);
create index event_of_resource on scim.events (organization_id, resource_id, id);
create index event_refused on scim.events (organization_id, at) where kind = 'refused';
create index event_at on scim.events using brin (at);
comment on table scim.events is 'What happened, insert-only. scim.event_overview tells it in words.';
comment on column scim.events.kind is 'created, changed, deleted; activated, deactivated; member added, member removed; owner replaced; refused; forgotten, pruned.';
comment on column scim.events.resource is 'User, Group, Organization, Domain, Key, Project, Role or Team; of what was refused also Bulk; Event for what was pruned.';
comment on column scim.events.user_id is 'The person concerned, also when the resource is a Group or Project.';
comment on column scim.events.key_id is 'The key of the request; null: somebody''s own statement.';
comment on column scim.events.database_role is 'The login role of the session, always.';
comment on column scim.events.request_id is 'The request, as the logs of the worker and the web server name it.';
comment on column scim.events.client is 'The User-Agent of the request.';
comment on column scim.events.before is 'What was there, as far as it changed; of a deactivated or deleted user the role groups that were lost too.';
comment on column scim.events.after is 'What is there now, as far as it changed; of what was refused the answer, and the userName of a user that was to be made.';

-- What they say when a statement breaks them is their name: here is why.
comment on constraint name_is_plain on domain scim.name is 'Not blank, no control or invisible characters, 250 bytes at most.';
comment on constraint key_of_organization on scim.keys is 'The organization is there, and its keys are suspended when it is.';
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
