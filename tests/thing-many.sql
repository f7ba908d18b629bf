-- For thing.plans; {} is the organization.  Played by suite-filters.
set session_replication_role = replica;     -- no events
insert into scim.things (organization_id, price, fragile, made, document,
    created_at, modified_at)
select {}, n, n % 5000 = 3, timestamptz '2001-01-01Z' + n * interval '1 hour',
    json_strip_nulls(json_build_object('label', 'Thing' || n,
	'serial', 'S' || n, 'count', case when n % 5000 = 4 then n end,
	'tags', case when n % 5000 = 5 then json_build_array('Red') end,
	'parts', json_build_array(json_build_object('value', n),
	    json_build_object('value', 0, 'type', 'made')),
	'urn:example:schemas:stock:2.0:Thing', case when n % 5000 = 6 then
	    json_build_object('shelf', 'A' || n) end))::text,
    now() - n * interval '1 minute', now() - n * interval '1 second'
from generate_series(1, 20000) n
