"""What is right about an answer: what every one promises, and what a case
expects of it."""

import re

from wire import API, BASE, CORE, ENTERPRISE, JSON_TYPE

SCIM_TYPES = {"invalidFilter", "tooMany", "uniqueness", "mutability",
              "invalidSyntax", "invalidPath", "noTarget", "invalidValue",
              "invalidVers", "sensitive", "invalidCursor", "expiredCursor",
              "invalidCount"}
RESOURCES = {"User": "Users", "Group": "Groups"}


# ---- what every answer promises ----------------------------------------

def nulls(value, where=""):
    if value is None:
        yield where
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from nulls(item, f"{where}.{name}")
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from nulls(item, f"{where}[{i}]")


def error_promises(answer):
    body = answer.json if isinstance(answer.json, dict) else {}
    if body.get("schemas") != [API + "Error"]:
        yield "an error without the Error schema"
    if body.get("status") != str(answer.status):
        yield f"status in the body is {body.get('status')!r}"
    if not isinstance(body.get("detail"), str) or not body["detail"]:
        yield "an error without detail"
    elif body["detail"].endswith("."):
        yield "detail ends with a full stop"
    if body.get("scimType", "tooMany") not in SCIM_TYPES:
        yield f"scimType {body.get('scimType')!r}"
    needed = {401: ("WWW-Authenticate", "Bearer"), 405: ("Allow", "[A-Z]"),
              429: ("Retry-After", r"^\d+$"), 503: ("Retry-After", r"^\d+$")}
    name, form = needed.get(answer.status, (None, None))
    if name and not re.search(form, answer.header(name) or ""):
        yield f"{answer.status} with {name}: {answer.header(name)}"


def resource_promises(resource):
    kind = (resource.get("meta") or {}).get("resourceType")
    if kind not in RESOURCES:
        return
    if CORE + kind not in resource.get("schemas", []):
        yield f"{kind} without its schema"
    if not isinstance(resource.get("id"), str) or not resource["id"]:
        yield f"{kind} without id"
    where = resource["meta"].get("location")
    if where is not None and \
            where != f"{BASE}/{RESOURCES[kind]}/{resource.get('id')}":
        yield f"meta.location {where}"
    if (ENTERPRISE in resource) != (ENTERPRISE in resource["schemas"]):
        yield "schemas and extension data disagree"
    if "password" in resource:
        yield "password in an answer"
    version = resource["meta"].get("version")
    if version is not None and not re.match(r'^W/"[^"]+"$', version):
        yield f"meta.version {version}"


def list_promises(body):
    resources = body.get("Resources", [])
    for name in ("totalResults", "itemsPerPage"):
        if type(body.get(name)) is not int:
            yield f"{name} is {body.get(name)!r}"
    if type(body.get("startIndex", 1)) is not int:     # none with a cursor
        yield f"startIndex is {body['startIndex']!r}"
    if body.get("itemsPerPage") != len(resources):
        yield f"itemsPerPage is not {len(resources)}"
    for resource in resources:
        yield from resource_promises(resource)


def single_promises(answer):
    meta = answer.json.get("meta")
    if not isinstance(meta, dict) or "location" not in meta:
        return
    if meta.get("resourceType") not in RESOURCES:
        return
    if "version" in meta and answer.header("ETag") != meta["version"]:
        yield f"ETag {answer.header('ETag')}, meta.version {meta['version']}"
    for name in ("Location", "Content-Location"):
        if answer.header(name) != meta["location"]:
            yield f"{name} is {answer.header(name)}"


def invariants(answer, method):
    if answer.status in (500, 502, 504):
        yield f"no request may be answered {answer.status}"
    if answer.status in (204, 304) or method == "HEAD":
        if answer.body:
            yield f"a body with {answer.status}"
        return
    if answer.header("Content-Type") != JSON_TYPE:
        yield f"Content-Type {answer.header('Content-Type')}"
    if not isinstance(answer.json, dict):
        yield "the body is no JSON object"
        return
    if answer.status >= 400:
        yield from error_promises(answer)
        return
    for where in nulls(answer.json):
        yield f"null at {where}"
    if answer.json.get("schemas") == [API + "ListResponse"]:
        yield from list_promises(answer.json)
        return
    yield from resource_promises(answer.json)
    yield from single_promises(answer)


# ---- expectations ------------------------------------------------------

TYPES = {"$string": str, "$number": (int, float)}
ABSENT = object()


def differs(want, have, where="body"):
    """What is wrong with have, as a list of sentences."""
    if want == "$absent":
        return [] if have is ABSENT else [f"{where} is there: {have!r}"]
    if isinstance(want, dict) and ("$set" in want or "$has" in want):
        return differs_set(want, have, where)
    if have is ABSENT:
        return [f"{where} is missing"]
    if want == "$any":
        return []
    if want == "$filled":
        good = have is True or have not in ("", None, [], {}, False)
        return [] if good else [f"{where} is {have!r}"]
    if isinstance(want, str) and want in TYPES:
        good = isinstance(have, TYPES[want]) and not isinstance(have, bool)
        return [] if good else [f"{where} is {have!r}, expected {want}"]
    if isinstance(want, str) and want.startswith("$/") and want[-1] == "/":
        good = isinstance(have, str) and re.search(want[2:-1], have)
        return [] if good else [f"{where} is {have!r}, expected {want}"]
    if isinstance(want, dict) and isinstance(have, dict):
        return [fault for name, item in want.items() for fault in
                differs(item, have.get(name, ABSENT), f"{where}.{name}")]
    if isinstance(want, list) and isinstance(have, list):
        if len(want) != len(have):
            return [f"{where} has {len(have)} values, expected {len(want)}"]
        return [fault for i, item in enumerate(want) for fault in
                differs(item, have[i], f"{where}[{i}]")]
    if type(want) is not type(have) or want != have:
        return [f"{where} is {have!r}, expected {want!r}"]
    return []


def differs_set(want, have, where):
    items = want.get("$set", want.get("$has"))
    if have is ABSENT and not items:
        return []           # RFC 7643 2.5: empty is unassigned
    if not isinstance(have, list):
        return [f"{where} is no list"]
    if "$set" in want and len(items) != len(have):
        return [f"{where} has {len(have)} values, expected {len(items)}"]
    return [f"{where} has no {item!r}" for item in items
            if all(differs(item, value) for value in have)]


def differs_header(want, have):
    if want == "absent":
        return have is not None
    if len(want) > 1 and want[0] == want[-1] == "/":
        return have is None or not re.search(want[1:-1], have)
    return want != have


def judge(answer, expected, headers=(), body=None):
    """Compare an answer with 'STATUS[,STATUS] [scimType [detail]]'."""
    status, _, rest = expected.partition(" ")
    scim_type, _, detail = rest.partition(" ")
    if str(answer.status) not in status.split(","):
        yield f"status {answer.status}, expected {status}"
    error = answer.json if isinstance(answer.json, dict) else {}
    if scim_type and error.get("scimType", "-") not in scim_type.split(","):
        yield f"scimType {error.get('scimType')}, expected {scim_type}"
    have = error.get("detail") or ""
    if detail.startswith("~"):
        if not re.search(detail[1:], have):
            yield f"detail {have!r} does not fit {detail}"
    elif detail and have != detail:
        yield f"detail {have!r}, expected {detail!r}"
    for name, want in headers:
        if differs_header(want, answer.header(name)):
            yield f"{name}: {answer.header(name)}, expected {want}"
    if body is not None:
        yield from differs(body, answer.json if answer.json is not None
                           else ABSENT)
