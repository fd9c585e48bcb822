"use strict";
// The query page: sends an operation to the endpoint beside it, and shows the answer as a table or as JSON. It loads nothing else.

const $ = (id) => document.getElementById(id);
let answer = null;
let asTable = true;
let asked = 0;

const INTROSPECTION = `{ __schema { queryType { name } mutationType { name } types { kind name description
  fields { name description args { name description type { ...T } } type { ...T } }
  inputFields { name description type { ...T } } enumValues { name description } } } }
  fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

async function post(query, variables) {
  const response = await fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

async function run() {
  let variables = {};
  const written = $("variables").value.trim();
  if (written) {
    try { variables = JSON.parse(written); } catch (error) { return show({ errors: [{ message: "Variables: " + error.message }] }); }
  }
  $("status").textContent = "running";
  const started = performance.now();
  const number = ++asked;
  try {
    const result = await post($("query").value, variables);
    if (number !== asked) return; // something else was asked since
    show(result);
    $("status").textContent = Math.round(performance.now() - started) + " ms";
  } catch (error) {
    if (number !== asked) return;
    $("status").textContent = "";
    show({ errors: [{ message: "The endpoint does not answer: " + error.message }] });
  }
}

function show(result) {
  answer = result;
  const place = $("result");
  place.replaceChildren();
  for (const error of result.errors || []) {
    const box = element("div", error.message, "error");
    const where = (error.locations || []).map((at) => `line ${at.line}, column ${at.column}`).join("; ");
    if (where) box.append(element("div", where));
    place.append(box);
  }
  if (!asTable) return place.append(element("pre", JSON.stringify(result, null, 2)));
  for (const [name, value] of Object.entries(result.data || {})) {
    const found = rows(value);
    const count = value && value.totalCount !== undefined ? ` (${value.totalCount} in all)` : "";
    place.append(element("h2", name + count));
    place.append(found.length ? table(found) : element("p", "Nothing was found."));
  }
}

// The rows that a value holds: the nodes of a connection, the items of a list, or the value itself.
function rows(value) {
  if (value && value.edges) return value.edges.map((edge) => edge.node || edge);
  return Array.isArray(value) ? value : [value];
}

function table(items) {
  const columns = [...new Set(items.flatMap((item) => (item && typeof item === "object" ? Object.keys(item) : ["value"])))];
  const grid = element("table");
  const head = grid.createTHead().insertRow();
  for (const column of columns) head.append(element("th", column));
  const body = grid.createTBody();
  for (const item of items) {
    const row = body.insertRow();
    for (const column of columns) {
      const value = item && typeof item === "object" ? item[column] : item;
      const cell = row.insertCell();
      cell.textContent = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : value;
      if (typeof value === "number") cell.className = "number";
    }
  }
  return grid;
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function written(type) {
  if (type.kind === "NON_NULL") return written(type.ofType) + "!";
  return type.kind === "LIST" ? `[${written(type.ofType)}]` : type.name;
}

async function loadSchema() {
  const schema = (await post(INTROSPECTION)).data.__schema;
  const roots = [schema.queryType.name, schema.mutationType && schema.mutationType.name];
  const place = (type) => (roots.includes(type.name) ? roots.indexOf(type.name) : roots.length);
  const types = schema.types.filter((type) => !type.name.startsWith("__") && type.kind !== "SCALAR");
  types.sort((one, other) => place(one) - place(other) || one.name.localeCompare(other.name));
  const draw = () => {
    const wanted = $("find").value.toLowerCase();
    const shown = [];
    for (const type of types) {
      const members = type.fields || type.inputFields || type.enumValues || [];
      const hits = members.filter((member) => !wanted || (type.name + " " + member.name).toLowerCase().includes(wanted));
      if (!hits.length) continue;
      shown.push(element("div", type.name, "type"));
      for (const member of hits.slice(0, wanted ? 50 : 200)) {
        const args = (member.args || []).map((arg) => `${arg.name}: ${written(arg.type)}`).join(", ");
        const line = element("div", "", "field");
        line.append(element("code", member.name + (args ? `(${args})` : "") + (member.type ? ": " + written(member.type) : "")));
        line.append(element("small", member.description || ""));
        shown.push(line);
      }
    }
    $("schema").replaceChildren(...shown);
  };
  $("find").addEventListener("input", draw);
  draw();
}

async function loadExamples() {
  const examples = await (await fetch("examples.json")).json();
  for (const [place, example] of examples.entries()) $("examples").append(new Option(example.say, place));
  const take = () => { $("query").value = examples[$("examples").value].query; run(); };
  $("examples").addEventListener("change", take);
  if (examples.length) take();
}

function press(table) {
  asTable = table;
  $("as-table").setAttribute("aria-pressed", table);
  $("as-json").setAttribute("aria-pressed", !table);
  if (answer) show(answer);
}

$("run").addEventListener("click", run);
$("as-table").addEventListener("click", () => press(true));
$("as-json").addEventListener("click", () => press(false));
document.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
loadExamples();
loadSchema();
