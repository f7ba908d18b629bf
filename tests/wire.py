"""The stack under test: HTTP requests as bytes, and the database."""

import functools
import http.client
import json
import os
import socket
import subprocess
import urllib.parse

API = "urn:ietf:params:scim:api:messages:2.0:"
CORE = "urn:ietf:params:scim:schemas:core:2.0:"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
WRITES = ("POST", "PUT", "PATCH", "DELETE")


def env(name):
    return os.environ["SCIM_" + name]


BASE = env("BASE_URL").rstrip("/")
URL = urllib.parse.urlsplit(BASE)
JSON_TYPE = "application/scim+json"


# ---- the wire ----------------------------------------------------------

class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        try:
            self.json = json.loads(body) if body else None
        except ValueError:
            self.json = None

    def header(self, name):
        values = [v for k, v in self.headers if k.lower() == name.lower()]
        return values[0] if values else None


def connect(timeout=30):
    return socket.create_connection((URL.hostname, URL.port), timeout)


def read_answer(sock, method="GET"):
    reply = http.client.HTTPResponse(sock, method=method)
    reply.begin()
    body = reply.read()
    return Answer(reply.status, reply.getheaders(), body)


def http_bytes(method, target, headers, body=b""):
    """One request as bytes: nothing is added but Host and Connection."""
    names = {name.lower() for name, _ in headers}
    lines = [f"{method} {target} HTTP/1.1"]
    if "host" not in names:
        lines.append(f"Host: {URL.netloc}")
    lines += [f"{name}: {value}" for name, value in headers]
    if body or method in ("POST", "PUT", "PATCH"):
        if "content-length" not in names:
            lines.append(f"Content-Length: {len(body)}")
    lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def send(method, target, headers, body=b"", timeout=30):
    if method in WRITES:
        KNOWN.clear()
    with connect(timeout) as sock:
        try:
            sock.sendall(http_bytes(method, target, headers, body))
        except (BrokenPipeError, ConnectionResetError):
            pass                # refused early: the answer is there already
        return read_answer(sock, method)


def encode(target):
    if target.startswith("!"):
        return target[1:]
    return URL.path + urllib.parse.quote(target, safe="/?&=%:+,;@!$'()*~#-._")


# ---- the database ------------------------------------------------------

KNOWN = []                  # the last snapshot, while nothing was written


def run_psql(statement, dsn=env("ADMIN_DSN")):
    return subprocess.run(
        ["psql", dsn, "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c",
         statement], capture_output=True, text=True)


def psql(statement):
    """An administrator's statement: what it says, and whether it failed."""
    KNOWN.clear()
    return run_psql(statement)


def superuser(statement):
    """The same of one whom no grant holds back."""
    KNOWN.clear()
    return run_psql(statement, f"host={env('STACK_DIR')} dbname=scim"
                    " user=postgres")


def sql(statement):
    done = psql(statement)
    if done.returncode != 0:
        raise RuntimeError(f"{statement}\n{done.stderr}")
    return done.stdout.strip()


def quote(value):
    if value is None:
        return "null"
    if isinstance(value, (list, tuple)):
        return "array[" + ",".join(map(quote, value)) + "]::text[]"
    return "'" + str(value).replace("'", "''") + "'"


def admin(function, *arguments):
    """Call one of the administrator's functions of schema scim."""
    return sql(f"select scim.{function}({', '.join(map(quote, arguments))})")


TABLES = ("select quote_ident(relname) from pg_class where relkind in"
          " ('r', 'p') and relnamespace = 'scim'::regnamespace"
          " and has_table_privilege(oid, 'select') order by 1")
CONTENT = ("select '{0}: ' || count(*) || ' ' || coalesce(md5(string_agg("
           "r::text, E'\\n' order by r::text)), '') from (select to_jsonb(t) as r"
           " from scim.{0} t) x"
           " where r ->> 'kind' is distinct from 'refused'")


@functools.cache
def content():
    tables = run_psql(TABLES).stdout.split()
    if not {"users", "role_group_members", "owners", "events"} < set(tables):
        raise RuntimeError(f"the administrator reads only {tables}")
    return " union all ".join(CONTENT.format(table) for table in tables)


def snapshot():
    """A line for each table, but what a refusal may write is left out."""
    if not KNOWN:
        done = run_psql(content())
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        KNOWN.append(done.stdout)
    return KNOWN[0]
