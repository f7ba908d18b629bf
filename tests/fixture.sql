-- What with-server's organizations are made of, as an administrator types it.
-- Prints the keys, as lines of shell.

\set QUIET on
\pset format unaligned
\pset tuples_only on

\set owner '{"name": {"givenName": "Olga", "familyName": "Owner"}, "displayName": "Olga Owner", "emails": [{"type": "work", "primary": true, "value": "owner@'

select scim.organization_create('Acme', 'owner@acme.example',
    array['acme.example', 'abuse.example', 'atko.com', 'contoso.example',
	'example.com', 'example.test', 'home.example.test'],
    owner_document => (:'owner' || 'acme.example"}]}')::jsonb) as id \gset
select scim.role_create('Acme', 'Engineer') as id \gset
select scim.project_create('Acme', 'Okta Test Project') as id \gset
select scim.project_create('Acme', 'Statsig-Okta Test Project') as id \gset
select scim.team_create('Acme', 'Okta Test Project', 'Growth') as id \gset

select scim.organization_create('Globex', 'owner@globex.example',
    array['globex.example'],
    owner_document => (:'owner' || 'globex.example"}]}')::jsonb) as id \gset

select scim.organization_create('Open', 'owner@open.example', array['*'],
    owner_document => (:'owner' || 'open.example"}]}')::jsonb) as id \gset

select 'SCIM_KEY=' || scim.key_issue('Acme', 'with-server');
select 'SCIM_OTHER_KEY=' || scim.key_issue('Globex', 'with-server');
select 'SCIM_OPEN_KEY=' || scim.key_issue('Open', 'with-server');
