-- The roles and the database of Concord, once, as a superuser of the cluster; safe to run again:
--   psql -v owner_password="$(openssl rand -hex 24)" -v login_password="$(openssl rand -hex 24)" -f deploy/roles.sql
-- The owner migrates and owns the tables; the application logs in as a role that owns nothing, and may only take the
-- two roles that row-level security is written for, and has none of their rights before it has taken one. Neither is a superuser, neither passes by row-level security.
\set ON_ERROR_STOP on

select format('create role %I nologin', name)
from unnest(array['concord_app', 'concord_system']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

select format('create role %I', name)
from unnest(array['concord_owner', 'concord']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role concord_owner with login createrole nosuperuser nobypassrls password :'owner_password';
alter role concord with login noinherit nocreaterole nosuperuser nobypassrls password :'login_password';
grant concord_app, concord_system to concord_owner, concord;

select 'create database concord owner concord_owner encoding ''UTF8'' template template0'
where not exists (select from pg_database where datname = 'concord')
\gexec

revoke connect, temporary on database concord from public;
grant connect on database concord to concord_owner, concord;
