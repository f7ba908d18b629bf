-- Keys: who is asking.

create function scim.authenticate(key_hash bytea)
returns table (organization_id uuid, key_id uuid)
language plpgsql stable rows 1 security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
	suspended boolean;
begin
	select k.organization_id, k.id, o.suspended_at is not null
	into authenticate.organization_id, authenticate.key_id, suspended
	from scim.keys k join scim.organizations o on o.id = k.organization_id
	where k.hash = key_hash and k.revoked_at is null
	and (k.expires_at is null or k.expires_at > now());
	if not found then
		return;
	end if;
	if suspended then
		raise exception 'This organization is suspended: ask the operator of this service to resume it'
			using errcode = 'SC403';
	end if;
	return next;
end
$$;
comment on function scim.authenticate is
	'The organization and id of a live key, by the SHA-256 of the key; no row for any other. Raises SC403 for a suspended organization. The worker''s statements all begin with it, so that a revoked key is refused at once.';

create function scim.enter(key_hash bytea, request_id text, client text) returns uuid
language plpgsql
as $$
declare
	k record;
begin
	select * into k from scim.authenticate(key_hash);
	if found then
		perform set_config('scim.key', k.key_id::text, true),
			set_config('scim.request', request_id, true),
			set_config('scim.client', left(client, 200), true);
	end if;
	return k.organization_id;
end
$$;
comment on function scim.enter is
	'Begin a request that writes: its organization, or null for an unknown key. Events of the transaction carry the key, request id and client (User-Agent).';
