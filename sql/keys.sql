-- Keys: who is asking, and how an administrator issues and ends them.

create function scim.refuse_suspended(suspended boolean) returns uuid
language plpgsql stable
as $$
begin
	raise exception 'This organization is suspended: ask the operator of this service to resume it'
		using errcode = 'SC403';
end
$$;
comment on function scim.refuse_suspended is
	'Raises SC403. It has an argument lest the planner calls it.';

create function scim.live_key(key_hash bytea) returns table (id uuid, organization_id uuid)
language sql stable
as $$
	select k.id, case when k.suspended then scim.refuse_suspended(k.suspended) else k.organization_id end
	from scim.keys k
	where k.hash = key_hash and k.revoked_at is null
	and (k.expires_at is null or k.expires_at > pg_catalog.now())
$$;
comment on function scim.live_key is
	'The live key of a SHA-256; no row for any other. Its organization_id raises SC403 when that is suspended. The functions that requests are all begin with it, so that a revoked key is refused at once; inlined into them.';

create function scim.authenticate(key_hash bytea)
returns table (organization_id uuid, key_id uuid)
language plpgsql stable rows 1 security definer set search_path = pg_catalog, pg_temp
as $$
begin
	return query select k.organization_id, k.id from scim.live_key(key_hash) k;
end
$$;
comment on function scim.authenticate is 'The organization and id of a live key; no row for any other.';

create function scim.enter(key_hash bytea, request_id text, client text) returns uuid
language plpgsql
as $$
declare
	key record;
	said text[];
begin
	select * into key from scim.live_key(key_hash);
	if found then
		-- An assignment is evaluated as it is, PERFORM is a query.
		said := array[set_config('scim.key', key.id::text, true),
			set_config('scim.request', request_id, true),
			set_config('scim.client', left(client, 200), true)];
	end if;
	return key.organization_id;
end
$$;
comment on function scim.enter is
	'Begin a request that writes: its organization, or null for an unknown key. Events of the transaction carry the key, request id and client (User-Agent).';

create function scim.key_used(key_hash bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	-- A reader does not wait for a standby, nor for the disk, to have this noted.
	select set_config('synchronous_commit', 'off', true);
	update scim.keys set last_used_at = now()
	where hash = key_hash and last_used_at > now() - interval '5 minutes' is not true
$$;
comment on function scim.key_used is
	'A request came with the key. Workers call it after the answer, each at most once in five minutes for a key; it writes once in five minutes for all of them.';

create function scim.key_names(key_hash bytea) returns table (organization text, label text)
language sql stable rows 1 security definer set search_path = pg_catalog, pg_temp
as $$
	select o.name, k.label from scim.keys k join scim.organizations o on o.id = k.organization_id
	where k.hash = key_hash
$$;
comment on function scim.key_names is
	'The names of a key, live or not, and of its organization: for the worker''s log.';

create function scim.key_issue(organization text, label text, expires_at timestamptz default null) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	org uuid := scim.organization_id(organization);
	-- Three random UUIDs have 366 random bits; the hash makes 256 of them.
	random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
	key text := 'scim-' || rtrim(translate(encode(random, 'base64'), '+/', '-_'), '=');
begin
	perform scim.name_is_possible('key', label, exists (
		select from scim.keys k where k.organization_id = org and k.label = label));
	insert into scim.keys (organization_id, label, hash, expires_at, suspended)
	select o.id, label, sha256(convert_to(key, 'UTF8')), expires_at, o.suspended
	from scim.organizations o where o.id = org;
	return key;
end
$$;
comment on function scim.key_issue is
	'Issue a key for an organization''s identity provider. It is returned now and never again: only its hash is kept. Several keys may live at once, so that a new one can take over without an outage. The label stands in events: Okta 2027, ...';

create function scim.key_id(organization text, label text) returns uuid
language plpgsql stable
as $$
#variable_conflict use_variable
declare
	found_id uuid;
begin
	select k.id into found_id from scim.keys k
	where k.organization_id = scim.organization_id(organization) and k.label = label
	and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
	if not found then
		raise exception 'organization "%" has no live key "%"', organization, label using errcode = 'SC404',
			hint = 'select * from scim.key_overview;';
	end if;
	return found_id;
end
$$;
comment on function scim.key_id is 'The id of a live key; raises SC404 when there is none.';

create function scim.key_expire(organization text, label text, expires_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
	key uuid := scim.key_id(organization, label);
begin
	if expires_at <= now() then
		raise exception 'key "%" would end at once and for good: give a time to come, not %, or revoke it', label, expires_at
			using errcode = 'SCVAL', hint = format('select scim.key_revoke(%L, %L);', organization, label);
	end if;
	update scim.keys k set expires_at = expires_at where k.id = key;
end
$$;
comment on function scim.key_expire is 'Set when a live key ends; null: never.';

create function scim.key_revoke(organization text, label text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
	update scim.keys k set revoked_at = now() where k.id = scim.key_id(organization, key_revoke.label)
$$;
comment on function scim.key_revoke is 'The next request with the key is answered 401, for good: a key cannot be brought back, issue another.';
