-- The worker's functions on users.  Each is a request of RFC 7644: one
-- statement, one transaction.  No row: the key is unknown (401).  A row whose
-- id is null: there is no such user (404).  What is refused is raised with
-- the sentence for the client and an SQLSTATE of the class SC, which the
-- error table of the worker (cgi/error.c) knows.

create type scim.user_row as (
	seq bigint,
	id uuid,
	version bigint,
	created timestamptz,
	modified timestamptz,
	active boolean,
	role text,
	document text,
	groups text
);
comment on type scim.user_row is
	'A user as the worker sends it: document is the JSON text as it is stored, role the statsigOrgRole, groups are lines, or null for none; see scim.line_of().';

create function scim.user_rows_and_keys(organization uuid, with_groups boolean, known jsonb)
returns table (user_name_key text, user_row scim.user_row)
language sql stable
as $$
	select u.user_name_key, row(
		u.seq, u.id, u.version, u.created_at, u.modified_at, u.active,
		-- The owner has Admin in the column: most need not be compared.
		case when u.role = 'Admin' and u.id = (select o.user_id from scim.owners o where o.organization_id = organization)
			then 'Owner' else u.role end,
		u.document,
		case when with_groups then nullif(pg_catalog.array_to_string(array(
				select scim.line_of(g.id, g.display_name)
				from scim.groups g
				where g.id = any (array(select m.role_group_id from scim.members m
					where m.organization_id = organization and m.user_id = u.id))
				order by g.seq), e'\n'), '')
			when known is not null then known ->> u.id::text end)::scim.user_row
	from scim.users u
	where u.organization_id = organization
$$;
comment on function scim.user_rows_and_keys is
	'The users of an organization and what they are found by, with their groups, with those known by scim.groups_of_users(), or without; inlined into the functions that ask, so that their conditions reach the indexes.';

create function scim.user_rows(organization uuid, with_groups boolean, known jsonb)
returns setof scim.user_row
language sql stable
as $$
	select (r.user_row).* from scim.user_rows_and_keys(organization, with_groups, known) r
$$;
comment on function scim.user_rows is 'As scim.user_rows_and_keys(), for what needs no key.';

create function scim.user_read(key_hash bytea, id uuid, with_groups boolean) returns setof scim.user_row
language plpgsql stable rows 1 security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
begin
	if organization is null then
		return;
	end if;
	-- Twice: a statement starts all that it has, wanted or not.
	if with_groups then
		return query select r.* from scim.user_rows(organization, true, null) r where r.id = id;
	else
		return query select r.* from scim.user_rows(organization, false, null) r where r.id = id;
	end if;
	if not found then
		return next null;
	end if;
end
$$;
comment on function scim.user_read is 'GET /Users/{id} (RFC 7644 3.4.1).';

create function scim.user_lock(key_hash bytea, id uuid) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := (select k.organization_id from scim.live_key(key_hash) k);
begin
	if organization is not null then
		-- Owners before users: what the PATCH will change is not known yet.
		perform from scim.owners o where o.organization_id = organization for update;
		perform from scim.users u where u.organization_id = organization and u.id = id for update;
		return next id;
	end if;
end
$$;
comment on function scim.user_lock is
	'Hold a user until the transaction ends: for a PATCH /Users/{id} that others were faster than.';

create function scim.user_name_is_free(organization uuid, user_name text, but uuid) returns void
language plpgsql
as $$
#variable_conflict use_variable
declare
	other record;
begin
	-- For the sentence only: the constraint "userName" makes it true.
	select u.id, u.active into other from scim.users u
	where u.organization_id = organization and u.user_name_key = scim.fold(user_name) and u.id is distinct from but;
	if found then
		raise exception 'userName "%" is already in use%', user_name,
			case when not other.active then format(
				' by the deactivated account %s: set active: true there to bring it back', other.id) else '' end
			using errcode = 'SC409';
	end if;
end
$$;
comment on function scim.user_name_is_free is 'Raises SC409 when another account has the userName.';

create function scim.owner_replace(organization uuid, user_id uuid) returns void
language sql
as $$
	select pg_catalog.set_config('scim.former_owner', o.user_id::text, true) from scim.owners o
	where o.organization_id = organization and o.user_id <> owner_replace.user_id;
	update scim.owners o set user_id = owner_replace.user_id, since = now()
	where o.organization_id = organization and o.user_id <> owner_replace.user_id
$$;
comment on function scim.owner_replace is 'Make a user the owner of the organization; the former owner becomes Admin.';

create function scim.was_owner(id uuid) returns boolean
language sql stable
as $$
	select coalesce(id::text = pg_catalog.current_setting('scim.former_owner', true), false)
$$;
comment on function scim.was_owner is
	'Has the user been replaced as owner in this transaction? In a Bulk, who takes a role from the owner is refused before and after another becomes Owner: the order of its operations does not matter.';

create function scim.role_is_possible(user_name text, active boolean, role text) returns void
language plpgsql immutable
as $$
#variable_conflict use_variable
begin
	if not active and role <> 'Member' then
		raise exception 'User % is deactivated', user_name using errcode = 'SCVAL';
	end if;
end
$$;
comment on function scim.role_is_possible is 'Raises SCVAL when a deactivated user would be given an organization role.';

create function scim.user_alone(u scim.users) returns scim.user_row
language sql stable
as $$
	select row(u.seq, u.id, u.version, u.created_at, u.modified_at, u.active,
		u.role, u.document, null)::scim.user_row
$$;
comment on function scim.user_alone is
	'A user who has no groups, being new or deactivated or having been so until now, without another look at the tables.';

create function scim.user_create(key_hash bytea, request_id text, client text,
	active boolean, role text, document text)
returns setof scim.user_row
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.users;
begin
	if organization is null then
		return;
	end if;
	active := coalesce(active, true);
	role := coalesce(role, 'Member');
	if not active then
		perform scim.role_is_possible(document::json ->> 'userName', active, role);
	end if;
	if role = 'Owner' then
		perform from scim.owners o where o.organization_id = organization for update;
	end if;
	insert into scim.users as s (organization_id, active, role, document)
	values (organization, active, case role when 'Owner' then 'Member' else role end, document)
	on conflict on constraint "userName" do nothing
	returning s.* into u;
	if not found then
		perform scim.user_name_is_free(organization, document::json ->> 'userName', null);
		raise serialization_failure;	-- it has gone meanwhile: try again
	end if;
	if role = 'Owner' then
		perform scim.owner_replace(organization, u.id);
		set constraints all immediate;
		return query select r.* from scim.user_rows(organization, false, null) r where r.id = u.id;
	else
		return next scim.user_alone(u);
	end if;
end
$$;
comment on function scim.user_create is
	'POST /Users (RFC 7644 3.3). active and role may be null (true, Member); role Owner replaces the owner. Raises SC403 (domain), SC409 (userName), SCVAL.';

create function scim.user_replace(key_hash bytea, request_id text, client text,
	id uuid, versions bigint[], active boolean, role text, document text)
returns setof scim.user_row
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.users;
	was_active boolean;
	wanted jsonb;
	same boolean := true;
	user_name text;
	is_owner boolean := false;
	becomes_owner boolean;
	new_role text;
begin
	if organization is null then
		return;
	end if;
	-- Owners before users; the stronger lock at once, for a deactivation
	-- changes a key and may pass projects to the owner.  Who has none leaves the
	-- owner's row alone: all would share its lock.  A project that he gets just
	-- now may make a deadlock, after which the worker tries again.
	if role = 'Owner' then
		perform from scim.owners o where o.organization_id = organization and o.user_id <> id for update;
	elsif not active then
		perform from scim.owners o where o.organization_id = organization and exists (
			select from scim.project_owners p where p.organization_id = organization and p.user_id = id)
		for share;
	end if;
	if not active then
		select * into u from scim.users s where s.organization_id = organization and s.id = id for update;
	else
		select * into u from scim.users s where s.organization_id = organization and s.id = id for no key update;
	end if;
	if not found then
		return query select (null::scim.user_row).*;
		return;
	end if;
	if u.version <> all (versions) then
		raise exception 'The User was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	if u.role = 'Admin' then
		is_owner := exists (select from scim.owners o where o.organization_id = organization and o.user_id = id);
	end if;
	was_active := u.active;
	active := coalesce(active, was_active);
	user_name := u.user_name;
	if document <> u.document then
		wanted := document::jsonb;
		same := wanted = u.document::jsonb;
		user_name := wanted ->> 'userName';
	end if;
	if is_owner and (not active or role <> 'Owner')
	or scim.was_owner(id) and (not active or role = 'Member') then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT';
	end if;
	-- A deactivation that repeats the present role takes it away; one that
	-- names another, or any role for who is deactivated already, gives it.
	if not (active or was_active and role = u.role) then
		perform scim.role_is_possible(user_name, active, role);
	end if;
	becomes_owner := role = 'Owner' and not is_owner;
	new_role := case when not active then 'Member'
		when role is null or role = 'Owner' then u.role else role end;
	if scim.fold(user_name) <> u.user_name_key then
		perform scim.user_name_is_free(organization, user_name, id);
	end if;
	if not same then
		update scim.users s set active = active, role = new_role, document = document where s.id = id
		returning s.* into u;
	elsif (u.active, u.role) <> (active, new_role) then
		update scim.users s set active = active, role = new_role where s.id = id returning s.* into u;
	end if;
	if becomes_owner then
		perform scim.owner_replace(organization, id);
	end if;
	if becomes_owner or not active then
		set constraints all immediate;
	end if;
	if becomes_owner or active and was_active then
		return query select r.* from scim.user_rows(organization, true, null) r where r.id = id;
	else
		return next scim.user_alone(u);
	end if;
end
$$;
comment on function scim.user_replace is
	'PUT and PATCH /Users/{id} (RFC 7644 3.5). active, role and document null: unchanged. versions: those that If-Match allows, null for any. Nothing is written when nothing changes. Raises SC403, SC409, SC412, SCMUT (owner), SCVAL.';

create function scim.user_delete(key_hash bytea, request_id text, client text, id uuid, versions bigint[])
returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	organization uuid := scim.enter(key_hash, request_id, client);
	u scim.users;
begin
	if organization is null then
		return;
	end if;
	perform from scim.owners o where o.organization_id = organization for share;
	select * into u from scim.users s where s.organization_id = organization and s.id = id for update;
	if found and u.version <> all (versions) then
		raise exception 'The User was changed meanwhile: its version is W/"%"', u.version using errcode = 'SC412';
	end if;
	if exists (select from scim.owners o where o.organization_id = organization and o.user_id = u.id)
	or scim.was_owner(u.id) then
		raise exception 'Owner cannot be modified' using errcode = 'SCMUT';
	end if;
	delete from scim.users s where s.id = u.id;
	set constraints all immediate;
	return next u.id;
end
$$;
comment on function scim.user_delete is
	'DELETE /Users/{id} (RFC 7644 3.6): the account and its memberships go, the events stay. Raises SC412, SCMUT (owner).';
