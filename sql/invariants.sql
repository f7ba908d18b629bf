-- What the tables' constraints cannot say alone: here domains and owners, in
-- user_triggers.sql accounts, in role_group_triggers.sql role groups and the
-- record of what administrators do.  Trigger functions run as the schema's
-- owner, so that they hold for whoever changes a row.
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
	name text;
	address text;
begin
	if not scim.domain_allows(new.organization_id, new.user_name) then
		name := 'userName';
		address := new.user_name;
	elsif new.email <> '' and new.email <> new.user_name
	and not scim.domain_allows(new.organization_id, new.email) then
		name := 'emails.value';
		address := new.email;
	else
		return null;
	end if;
	if scim.has_forbidden_characters(address) then
		raise exception '% "%" is no plain e-mail address: it must have no blanks and none of <>()[],;:\"',
			name, address using errcode = 'SCVAL';
	end if;
	raise exception 'User % is not allowed to be created in this organization', new.user_name
		using errcode = 'SC403';
end
$$;
comment on function scim.user_domain is 'Trigger: userName and primary e-mail are in the organization''s domains.';

create trigger user_domain_insert after insert on scim.users
	for each row execute function scim.user_domain();
create trigger user_domain_update after update of document on scim.users
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

create function scim.owner_made() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
	update scim.users set role = 'Admin'
	where organization_id = new.organization_id and id = new.user_id and role <> 'Admin';
	return null;
end
$$;
comment on function scim.owner_made is 'Trigger: an owner has Admin in the column from the beginning, by which others know whether to look here.';

create trigger owner_made after insert on scim.owners
	for each row execute function scim.owner_made();

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
	update scim.role_groups set version = version + 1 where id = new.role_group_id;
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
