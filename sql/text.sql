-- Functions that are not one plain expression are plpgsql, which keeps its
-- plans; a function in SQL that cannot be inlined is planned at every call.
--
-- Those that tables stand on cannot be dropped: an upgrade replaces them, hence
-- "create or replace" in this file.

-- Text: the one case rule, dates, e-mail addresses; ids.

create or replace function scim.fold(value text) returns text
language sql immutable strict parallel safe
as $$ select pg_catalog.lower(value collate "C") $$;
comment on function scim.fold is
	'The key under which a string without case is compared: A-Z become a-z, all else is exact. The same rule is json_fold() in the worker.';

create or replace function scim.is_name(value text) returns boolean
language sql immutable parallel safe
as $$
	select pg_catalog.btrim(value) <> '' and pg_catalog.octet_length(value) <= 250
		and value !~ '[\u0001-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]'
$$;
comment on function scim.is_name is
	'Not blank, no control, bidi or invisible characters, 250 bytes at most: four names make a displayName, which is in a unique index.';

create or replace function scim.prefix(value text) returns text
language sql immutable strict parallel safe
as $$ select pg_catalog."left"(value, 400) $$;
comment on function scim.prefix is
	'What an index has of a string, which may be longer than an index row can be.  Filters by shorter strings use it (cgi/compare.c).';

create or replace function scim.folded(document text) returns jsonb
language plpgsql immutable strict parallel safe
as $$
declare
	-- A backslash may be the escape of a letter: jsonb has none.
	folded jsonb := scim.fold(case when pg_catalog.strpos(document, '\') = 0 then document
		else document::jsonb::text end)::jsonb;
begin
	return folded || pg_catalog.jsonb_build_object('', array(
		select pg_catalog.jsonb_object_keys(o)
		from pg_catalog.jsonb_path_query(folded, 'strict $.**?(exists(@.*))') o));
end
$$;
comment on function scim.folded is
	'A document with names and values folded, and under "" a list of all names in it: so one index, which knows values by their paths, finds who has a name, too.';

create or replace function scim.number(value jsonb) returns numeric
language sql immutable parallel safe
as $$ select case pg_catalog.jsonb_typeof(value) when 'number' then value::numeric end $$;
comment on function scim.number is 'A number of a document; null when it is none.';

create or replace function scim.instant(value text) returns timestamptz
language plpgsql stable strict parallel safe
as $$
begin
	return value::timestamptz;
exception when data_exception then
	return null;
end
$$;
comment on function scim.instant is 'A dateTime of a document; null when it is none.';

create or replace function scim.email_prefixes(folded jsonb) returns tsvector
language plpgsql immutable strict parallel safe
as $$
declare
	addresses jsonb := pg_catalog.jsonb_path_query_array(folded, '$.emails[*].value');
begin
	if pg_catalog.jsonb_array_length(addresses) > 1000 then
		return pg_catalog.array_to_tsvector('{MANY}');
	end if;
	return pg_catalog.array_to_tsvector(array(
		select pg_catalog."left"(e, 100) from pg_catalog.jsonb_array_elements_text(addresses) e where e <> ''));
end
$$;
comment on function scim.email_prefixes is
	'How the e-mail addresses of a folded document begin, for filters with sw.  Of more than 1,000, which a tsvector might not hold, it is MANY: no folded address begins so.';

create or replace function scim.has_forbidden_characters(address text) returns boolean
language sql immutable strict parallel safe
as $$
	select address ~ '[\u0009-\u000d\u0020<>()\[\],;:\\"\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
$$;
comment on function scim.has_forbidden_characters is 'Blanks, and what no plain e-mail address has.';

create or replace function scim.domain_of(address text) returns text
language sql immutable parallel safe
as $$
	select case when address ~ '^[^@]+@[A-Za-z0-9.-]+$' and not scim.has_forbidden_characters(address)
		then scim.fold(pg_catalog.split_part(address, '@', 2)) end
$$;
comment on function scim.domain_of is
	'The folded domain of a plain local@domain address; null when it is none.';

create or replace function scim.new_id() returns uuid
language sql volatile parallel safe
as $$
	select pg_catalog.encode(pg_catalog.set_bit(pg_catalog.set_bit(overlay(
		pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
		placing pg_catalog.substr(pg_catalog.int8send(
			(1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()))::bigint), 3)
		from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;
comment on function scim.new_id is
	'A UUID of version 7 (RFC 9562 5.7): milliseconds since 1970, then 74 random bits. What is made now has its place at the end of indexes, and not on any page of them.';
