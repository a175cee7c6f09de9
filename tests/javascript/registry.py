"""What the registry of widgets says, as plain data."""

import json

from javascript.node import SOURCE, run

URL = json.dumps((SOURCE / "widgets" / "registry.js").as_uri())
READ = f"""
const {{ PAGES, TABLES, WIDGETS }} = await import({URL});
const plain = ({{ load, ...entry }}) => entry;
const named = Object.entries(WIDGETS).map(([name, entry]) => [
    name, {{ ...plain(entry), ...PAGES[name] }}]);
console.log(JSON.stringify({{ widgets: Object.fromEntries(named), tables: TABLES.map(plain) }}));
"""
REGISTRY = json.loads(run(READ))
WIDGETS = REGISTRY["widgets"]
