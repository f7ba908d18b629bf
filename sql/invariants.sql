-- What the tables' constraints cannot say alone: versions, domains, what
-- deactivation takes away, the names of role groups, and the record of it
-- all.  Trigger functions run as the schema's owner, so that they hold for
-- whoever changes a row.
--
-- Functions take locks in the order owners, users (by id), project_owners,
-- role_groups (by id), role_group_members, so that they do not deadlock; what
-- administrators make and rename, with the organization's row held from there
-- on, comes between users and project_owners.  A statement typed in psql locks
-- rows as it finds them: if it is told of a deadlock, it did nothing.

-- E-mail domains.

create function scim.domain_allows(organization uuid, address text) returns boolean
language plpgsql
as $$
begin
	-- The lock keeps the domain from being removed meanwhile.
	perform from scim.organization_domains d
	where d.organization_id = organization and d.domain in ('*', scim.domain_of(address))
	for key share;
	return found;
end
$$;
comment on function scim.domain_allows is 'May the organization have an account with this address?';

create function scim.user_domain() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	address record;
begin
	for address in
		select * from (values ('userName', new.user_name), ('emails.value', nullif(nullif(new.email, ''), new.user_name))) a (name, value)
		where a.value is not null and not scim.domain_allows(new.organization_id, a.value)
	loop
		if scim.has_forbidden_characters(address.value) then
			raise exception '% "%" is no plain e-mail address: it must have no blanks and none of <>()[],;:\"',
				address.name, address.value using errcode = 'SCVAL';
		end if;
		raise exception 'User % is not allowed to be created in this organization', new.user_name
			using errcode = 'SC403';
	end loop;
	return null;
end
$$;
comment on function scim.user_domain is 'Trigger: userName and primary e-mail are in the organization''s domains.';

create trigger user_domain_insert after insert on scim.users
	for each row execute function scim.user_domain();
create trigger user_domain_update after update on scim.users
	for each row when (new.user_name_key <> old.user_name_key or new.email is distinct from old.email)
	execute function scim.user_domain();

create function scim.domain_needed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	n bigint;
	names text;
begin
	if tg_op = 'UPDATE' and new.organization_id = old.organization_id and new.domain = old.domain then
		return new;
	end if;
	-- An older snapshot does not have the accounts that were made meanwhile.
	if current_setting('transaction_isolation') <> 'read committed' then
		raise exception 'domains are changed in the isolation level read committed' using errcode = 'SCMUT';
	end if;
	perform from scim.organization_domains where organization_id = old.organization_id
	order by domain for update;
	select count(*), string_agg(user_name, ', ' order by seq) filter (where place <= 10)
	into n, names
	from (
		select u.user_name, u.seq, row_number() over (order by u.seq) as place
		from scim.users u
		where u.organization_id = old.organization_id
		and exists (
			select from unnest(array[u.user_name, nullif(u.email, '')]) address
			where address is not null
			and (old.domain = '*' or scim.domain_of(address) = old.domain)
			and not exists (
				select from scim.organization_domains d
				where d.organization_id = old.organization_id and d.domain <> old.domain
				and d.domain in ('*', scim.domain_of(address))))
	) needing;
	if n > 0 then
		raise exception 'The domain % cannot be removed: % accounts need it (%)', old.domain, n,
			names || case when n > 10 then ', ...' else '' end
			using errcode = 'SCMUT';
	end if;
	return case tg_op when 'DELETE' then old else new end;
end
$$;
comment on function scim.domain_needed is 'Trigger: a domain that an account still needs stays.';

create trigger domain_needed before update or delete on scim.organization_domains
	for each row execute function scim.domain_needed();

-- Users.

create function scim.primary_email(document jsonb) returns text
language plpgsql immutable strict parallel safe
as $$
declare
	emails jsonb := document -> 'emails';
	work constant jsonpath := 'strict $[*] ? (exists(@.type ? (@ like_regex "^work$" flag "i")))';
	found_email jsonb := emails -> 0;
begin
	if pg_catalog.jsonb_typeof(emails) is distinct from 'array' then
		return null;
	end if;
	if pg_catalog.jsonb_array_length(emails) > 1 then
		found_email := coalesce(
			pg_catalog.jsonb_path_query_first(emails, 'strict $[*] ? (@.primary == true)', silent => true),
			case when pg_catalog.jsonb_array_length(pg_catalog.jsonb_path_query_array(emails, work, silent => true)) = 1
				then pg_catalog.jsonb_path_query_first(emails, work, silent => true) end,
			found_email);
	end if;
	return found_email ->> 'value';
end
$$;
comment on function scim.primary_email is
	'The primary e-mail of a user''s document: the one with primary true, else the only one of type work, else the first; null when there is none.';

create function scim.user_columns() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	d constant jsonb := new.document::jsonb;
	twice text;
begin
	if jsonb_typeof(d) <> 'object' then
		raise exception 'document must be a JSON object, not %: %', jsonb_typeof(d), left(new.document, 100)
			using errcode = 'SCVAL';
	end if;
	select scim.fold(name) into twice from json_object_keys(new.document::json) name
	group by 1 having count(*) > 1;
	if found then
		raise exception 'document has the attribute "%" twice', twice using errcode = 'SCVAL';
	end if;
	new.folded := scim.folded(d);
	new.user_name := d ->> 'userName';
	new.user_name_key := scim.fold(new.user_name);
	new.external_id := d ->> 'externalId';
	new.external_id_key := scim.prefix(new.external_id);
	new.display_name := d ->> 'displayName';
	new.display_name_key := scim.prefix(scim.fold(new.display_name));
	new.given_name := d #>> '{name,givenName}';
	new.given_name_key := scim.prefix(scim.fold(new.given_name));
	new.family_name := d #>> '{name,familyName}';
	new.family_name_key := scim.prefix(scim.fold(new.family_name));
	new.email := scim.primary_email(d);
	return new;
end
$$;
comment on function scim.user_columns is
	'Trigger: the columns that are read from document follow it, whatever a statement says of them. A trigger, because generated columns parse the document for each of them, and at every update.';

create trigger user_columns_insert before insert on scim.users
	for each row execute function scim.user_columns();
create trigger user_columns_update before update on scim.users
	for each row when (new.document is distinct from old.document) execute function scim.user_columns();
create trigger user_columns_fixed before update of user_name, external_id, display_name, given_name, family_name,
	email, user_name_key, folded, external_id_key, display_name_key, given_name_key, family_name_key on scim.users
	for each statement execute function scim.refuse('what document says is changed there, set document');
-- Also for who loads data with session_replication_role = replica.
alter table scim.users enable always trigger user_columns_insert;
alter table scim.users enable always trigger user_columns_update;
alter table scim.users enable always trigger user_columns_fixed;

create function scim.user_json(u scim.users) returns jsonb
language sql stable
as $$
	select u.document::jsonb || pg_catalog.jsonb_build_object('active', u.active, 'statsigOrgRole', u.role)
$$;
comment on function scim.user_json is 'A user as events show it.';

create function scim.withdraw_roles(organization uuid, leaver uuid) returns jsonb
language plpgsql
as $$
declare
	lost jsonb;
begin
	select jsonb_agg(jsonb_build_object('value', g.id, 'display', g.display_name) order by g.seq) into lost
	from scim.role_groups g
	where g.organization_id = organization and (
		g.id in (select m.role_group_id from scim.role_group_members m
			where m.organization_id = organization and m.user_id = leaver)
		or g.owner_group and g.project_id in (select p.project_id from scim.project_owners p
			where p.organization_id = organization and p.user_id = leaver));
	if lost is null then
		return null;
	end if;
	-- The owner to whom projects pass stays owner, and so active, until then.
	perform from scim.owners o where o.organization_id = organization for share;
	perform from scim.project_owners p where p.organization_id = organization and p.user_id = leaver
	order by p.project_id for update;
	perform from scim.role_groups g where g.id in (select (l ->> 'value')::uuid from jsonb_array_elements(lost) l)
	order by g.id for no key update;
	update scim.project_owners p set user_id = o.user_id, since = now()
	from scim.owners o
	where p.organization_id = organization and p.user_id = leaver
	and o.organization_id = organization and o.user_id <> leaver;
	delete from scim.role_group_members m
	where m.organization_id = organization and m.user_id = leaver;
	return lost;
end
$$;
comment on function scim.withdraw_roles is
	'Take every role from a user who leaves; the projects he owned pass to the organization''s owner. Returns the role groups, as SCIM writes them.';

create function scim.user_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	kind text := 'changed';
	lost jsonb;
	one jsonb;
	other jsonb;
begin
	if not old.active and not new.active and new.role <> old.role then
		raise exception 'User % is deactivated', old.user_name using errcode = 'SCVAL',
			hint = 'Set active too: update scim.users set active = true, role = ...';
	end if;
	if (tg_op = 'DELETE' or not new.active or new.role = 'Member') and exists (
		select from scim.owners o where o.organization_id = old.organization_id and o.user_id = old.id) then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT',
			hint = 'Make another the owner first: select scim.owner_set(organization, user_name);';
	end if;
	if tg_op = 'DELETE' then
		lost := scim.withdraw_roles(old.organization_id, old.id);
		perform scim.record(old.organization_id, 'deleted', 'User', old.id, old.id,
			scim.user_json(old) || jsonb_build_object('groups', coalesce(lost, '[]')), null);
		return old;
	end if;
	if (new.organization_id, new.id, new.seq, new.created_at)
	is distinct from (old.organization_id, old.id, old.seq, old.created_at) then
		raise exception 'organization_id, id, seq and created_at of a user cannot be changed'
			using errcode = 'SCMUT';
	end if;
	if (new.active, new.role, new.document, new.version)
	is not distinct from (old.active, old.role, old.document, old.version) then
		new.modified_at := old.modified_at;
		return new;
	end if;
	if old.active and not new.active then
		kind := 'deactivated';
		new.role := 'Member';
		lost := scim.withdraw_roles(old.organization_id, old.id);
	elsif new.active and not old.active then
		kind := 'activated';
	end if;
	new.version := old.version + 1;
	if old.created_at <> statement_timestamp() then	-- else it is being made
		new.modified_at := greatest(clock_timestamp(), old.modified_at + interval '1 microsecond');
	end if;
	one := scim.user_json(old);
	other := scim.user_json(new);
	if one <> other then
		perform scim.record(old.organization_id, kind, 'User', old.id, old.id,
			coalesce(scim.difference(one, other), '{}')
				|| case when lost is null then '{}' else jsonb_build_object('groups', lost) end,
			coalesce(scim.difference(other, one), '{}')
				|| jsonb_build_object('userName', other -> 'userName'));
	end if;
	return new;
end
$$;
comment on function scim.user_changes is
	'Trigger: the version moves, deactivation and deletion take the roles away, and what changed is recorded.';

create trigger user_changes before update or delete on scim.users
	for each row execute function scim.user_changes();

create function scim.user_created() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform scim.record(new.organization_id, 'created', 'User', new.id, new.id, null, scim.user_json(new));
	return null;
end
$$;
comment on function scim.user_created is 'Trigger: record it.';

create trigger user_created after insert on scim.users
	for each row execute function scim.user_created();

create function scim.users_counted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	one record;
	mine tid;
begin
	for one in
		select c.organization_id, c.seq >> 11 as bucket,
			case tg_op when 'INSERT' then count(*) else -count(*) end as n
		from changed c group by 1, 2
	loop
		-- Where the row of the last statement is now: to find it by its
		-- key is to pass all versions that this transaction has made.
		if current_setting('scim.counted', true) <> '' then
			update scim.user_counts c set n = c.n + one.n
			where c.ctid = current_setting('scim.counted')::tid
			and c.organization_id = one.organization_id and c.bucket = one.bucket
			returning c.ctid into mine;
		end if;
		if mine is null then
			-- An older snapshot may not update what others have updated since.
			select c.ctid into mine from scim.user_counts c
			where c.organization_id = one.organization_id and c.bucket = one.bucket
			and current_setting('transaction_isolation') in ('read committed', 'read uncommitted')
			limit 1 for no key update skip locked;
			update scim.user_counts c set n = c.n + one.n where c.ctid = mine returning c.ctid into mine;
		end if;
		if mine is null then
			insert into scim.user_counts as c (organization_id, bucket, n)
			values (one.organization_id, one.bucket, one.n) returning c.ctid into mine;
		end if;
		perform set_config('scim.counted', mine::text, true);
	end loop;
	return null;
end
$$;
comment on function scim.users_counted is 'Trigger: scim.user_counts follows, in the same transaction.';

create trigger users_counted_insert after insert on scim.users
	referencing new table as changed
	for each statement execute function scim.users_counted();
create trigger users_counted_delete after delete on scim.users
	referencing old table as changed
	for each statement execute function scim.users_counted();
-- Also for who loads data with session_replication_role = replica.
alter table scim.users enable always trigger users_counted_insert;
alter table scim.users enable always trigger users_counted_delete;

-- Owners.

create function scim.owner_since() returns trigger
language plpgsql
as $$
begin
	new.since := now();
	return new;
end
$$;
comment on function scim.owner_since is 'Trigger: the new owner is the owner since now.';

create trigger owner_since before update on scim.owners
	for each row when (new.user_id <> old.user_id) execute function scim.owner_since();
create trigger owner_since before update on scim.project_owners
	for each row when (new.user_id <> old.user_id) execute function scim.owner_since();

create function scim.owner_replaced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	-- Both users' statsigOrgRole changes, so both versions move.  The owner
	-- has Admin in the column: that is what a former owner becomes.
	update scim.users set role = case id when new.user_id then 'Admin' else role end, version = version + 1
	where organization_id = new.organization_id and id in (new.user_id, old.user_id);
	perform scim.record(new.organization_id, 'owner replaced', 'Organization', new.organization_id, new.user_id,
		(select jsonb_build_object('owner', user_name, 'owner_id', id) from scim.users where id = old.user_id),
		(select jsonb_build_object('owner', user_name, 'owner_id', id) from scim.users where id = new.user_id));
	return null;
end
$$;
comment on function scim.owner_replaced is 'Trigger: the new owner and the former one, who becomes Admin.';

create trigger owner_replaced after update on scim.owners
	for each row when (new.user_id <> old.user_id) execute function scim.owner_replaced();

create function scim.project_owner_replaced() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update scim.role_groups set version = version + 1
	where organization_id = new.organization_id and project_id = new.project_id and owner_group;
	perform scim.record(new.organization_id, 'owner replaced', 'Project', new.project_id, new.user_id,
		(select jsonb_build_object('owner', u.user_name, 'owner_id', u.id, 'project', p.name)
			from scim.users u, scim.projects p where u.id = old.user_id and p.id = old.project_id),
		(select jsonb_build_object('owner', u.user_name, 'owner_id', u.id, 'project', p.name)
			from scim.users u, scim.projects p where u.id = new.user_id and p.id = new.project_id));
	return null;
end
$$;
comment on function scim.project_owner_replaced is 'Trigger: the project''s Owner group has another member.';

create trigger project_owner_replaced after update on scim.project_owners
	for each row when (new.user_id <> old.user_id) execute function scim.project_owner_replaced();

-- Role groups and their members.

create function scim.role_group_changes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	select concat_ws('-', o.prefix, p.name, t.name, new.role), p.archived_at is not null
	into new.display_name, new.archived
	from scim.organizations o
	join scim.projects p on p.id = new.project_id
	left join scim.teams t on t.id = new.team_id
	where o.id = new.organization_id;
	if tg_op = 'INSERT' then
		return new;
	end if;
	if (new.display_name, new.external_id, new.version)
	is not distinct from (old.display_name, old.external_id, old.version) then
		return new;
	end if;
	new.version := old.version + 1;
	if old.created_at <> statement_timestamp() then	-- else it is being made
		new.modified_at := greatest(clock_timestamp(), old.modified_at + interval '1 microsecond');
	end if;
	if (new.display_name, new.external_id) is distinct from (old.display_name, old.external_id) then
		perform scim.record(new.organization_id, 'changed', 'Group', new.id, null,
			jsonb_build_object('displayName', old.display_name, 'externalId', old.external_id),
			jsonb_build_object('displayName', new.display_name, 'externalId', new.external_id));
	end if;
	return new;
end
$$;
comment on function scim.role_group_changes is 'Trigger: the name follows what it is made of, archived the project; the version moves.';

create trigger role_group_changes before insert or update on scim.role_groups
	for each row execute function scim.role_group_changes();

create function scim.members_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	-- Once, not for each of 100,000 rows.
	acting_key uuid := scim.acting('key');
	acting_request text := scim.acting('request');
	acting_client text := scim.acting('client');
begin
	perform from scim.role_groups g where g.id in (select role_group_id from members)
	order by g.id for no key update;
	update scim.role_groups g set version = g.version + 1
	where g.id in (select role_group_id from members);
	insert into scim.events (organization_id, kind, resource, resource_id, user_id, before, after, key_id, request_id, client)
	select m.organization_id, case tg_op when 'INSERT' then 'member added' else 'member removed' end,
		'Group', m.role_group_id, m.user_id,
		case tg_op when 'DELETE' then names end, case tg_op when 'INSERT' then names end,
		acting_key, acting_request, acting_client
	from members m
	join scim.role_groups g on g.id = m.role_group_id
	join scim.users u on u.id = m.user_id
	cross join lateral jsonb_build_object('group', g.display_name, 'userName', u.user_name) names;
	return null;
end
$$;
comment on function scim.members_changed is 'Trigger: the group''s version moves, each membership is recorded.';

create trigger members_added after insert on scim.role_group_members
	referencing new table as members
	for each statement execute function scim.members_changed();
create trigger members_removed after delete on scim.role_group_members
	referencing old table as members
	for each statement execute function scim.members_changed();
create trigger members_fixed before update on scim.role_group_members
	for each statement execute function scim.refuse('delete the row and insert another');

-- Projects, roles and teams bring their role groups with them.

create function scim.one_at_a_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	perform from scim.organizations o where o.id = new.organization_id for no key update;
	return new;
end
$$;
comment on function scim.one_at_a_time is
	'Trigger: what role groups are made of comes one after the other, so that a role and a project made at once see each other; scim.organization_hold() does the same for changes.';
create trigger one_at_a_time before insert on scim.projects
	for each row execute function scim.one_at_a_time();
create trigger one_at_a_time before insert on scim.roles
	for each row execute function scim.one_at_a_time();
create trigger one_at_a_time before insert on scim.teams
	for each row execute function scim.one_at_a_time();

create function scim.role_groups_of_project() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, new.id, r.name, ''
	from scim.roles r where r.organization_id = new.organization_id order by r.seq;
	return null;
end
$$;
comment on function scim.role_groups_of_project is 'Trigger: a new project gets a group for each role.';
create trigger role_groups_of_project after insert on scim.projects
	for each row execute function scim.role_groups_of_project();

create function scim.role_groups_of_role() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, role, display_name)
	select new.organization_id, p.id, new.name, ''
	from scim.projects p where p.organization_id = new.organization_id order by p.created_at, p.id;
	return null;
end
$$;
comment on function scim.role_groups_of_role is 'Trigger: a new role gets a group in each project.';
create trigger role_groups_of_role after insert on scim.roles
	for each row execute function scim.role_groups_of_role();

create function scim.role_groups_of_team() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	insert into scim.role_groups (organization_id, project_id, team_id, role, display_name)
	select new.organization_id, new.project_id, new.id, role, ''
	from unnest(array['Admin', 'Member']) role;
	return null;
end
$$;
comment on function scim.role_groups_of_team is 'Trigger: a new team gets its Admin and Member groups.';
create trigger role_groups_of_team after insert on scim.teams
	for each row execute function scim.role_groups_of_team();

create function scim.renamed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	renamed_id uuid;
begin
	for renamed_id in
		select g.id from scim.role_groups g
		where case tg_table_name
			when 'organizations' then g.organization_id = new.id
			when 'projects' then g.project_id = new.id
			else g.team_id = new.id end
		order by g.id
	loop
		-- Writing the version makes role_group_changes() compute the name.
		update scim.role_groups g set version = g.version + 1 where g.id = renamed_id;
	end loop;
	return null;
end
$$;
comment on function scim.renamed is 'Trigger: role groups follow, in name and in being archived.';
create trigger renamed after update of prefix on scim.organizations
	for each row when (new.prefix <> old.prefix) execute function scim.renamed();
create trigger renamed after update of name, archived_at on scim.projects
	for each row when (new.name <> old.name or new.archived_at is distinct from old.archived_at) execute function scim.renamed();
create trigger renamed after update of name on scim.teams
	for each row when (new.name <> old.name) execute function scim.renamed();

-- The record of what administrators do.

create function scim.structure_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
	unsaid constant text[] := '{hash,last_used_at,name_key,seq}';
	one jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - unsaid end;
	other jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - unsaid end;
	row_id jsonb := coalesce(other, one);
begin
	if one = other then
		return null;
	end if;
	perform scim.record(
		coalesce(row_id ->> 'organization_id', row_id ->> 'id')::uuid,
		case tg_op when 'INSERT' then 'created' when 'DELETE' then 'deleted' else 'changed' end,
		tg_argv[0], (row_id ->> 'id')::uuid, null, one, other);
	return null;
end
$$;
comment on function scim.structure_changed is 'Trigger: record it; the argument says what the row is.';

create trigger recorded after insert or update or delete on scim.organizations
	for each row execute function scim.structure_changed('Organization');
create trigger recorded after insert or update or delete on scim.organization_domains
	for each row execute function scim.structure_changed('Domain');
create trigger recorded after insert or update or delete on scim.keys
	for each row execute function scim.structure_changed('Key');
create trigger recorded after insert or update or delete on scim.projects
	for each row execute function scim.structure_changed('Project');
create trigger recorded after insert or update or delete on scim.roles
	for each row execute function scim.structure_changed('Role');
create trigger recorded after insert or update or delete on scim.teams
	for each row execute function scim.structure_changed('Team');
