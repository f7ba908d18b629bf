-- What an administrator types to let a company's identity provider in.

select scim.organization_create('Acme', 'olga.owner@acme.example',
    domains => array['acme.example', 'acme-labs.example'],
    owner_document => '{
	"name": {"givenName": "Olga", "familyName": "Owner"},
	"displayName": "Olga Owner",
	"emails": [{"type": "work", "primary": true,
	    "value": "olga.owner@acme.example"}]}') as organization;
select scim.role_create('Acme', 'Engineer');
select scim.project_create('Acme', 'Okta Test Project') as project;
select scim.project_create('Acme', 'Shop') as project;
select scim.key_issue('Acme', 'Okta') as key \gset
