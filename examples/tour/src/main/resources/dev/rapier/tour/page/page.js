// The page of the tour: lists the lessons, runs them on the server and draws what came back.

const $ = selector => document.querySelector(selector);
const seconds = millis => (millis / 1000).toFixed(2) + " s";

/** An element by tag, attributes and children; text is never parsed as HTML. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") node.innerHTML = value;
    else if (name === "style") node.style.cssText = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

// ---- Java, in colours

const JAVA = new RegExp([
  /(?<c>\/\/[^\n]*|\/\*[\s\S]*?\*\/)/,
  /(?<s>"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])')/,
  /(?<a>@\w+)/,
  /(?<k>\b(?:abstract|boolean|break|case|catch|class|continue|default|do|double|else|enum|extends|final|finally|for|if|implements|import|instanceof|int|interface|long|module|new|null|package|private|protected|public|record|return|sealed|static|super|switch|this|throw|throws|true|false|try|var|void|while)\b)/,
  /(?<t>\b[A-Z]\w*\b)/,
  /(?<n>\b\d[\d_.]*\b)/,
].map(part => part.source).join("|"), "g");

function java(code) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const match of code.matchAll(JAVA)) {
    out.append(code.slice(at, match.index));
    const kind = Object.keys(match.groups).find(name => match.groups[name] !== undefined);
    out.append(el("span", { class: kind }, match[0]));
    at = match.index + match[0].length;
  }
  out.append(code.slice(at));
  return out;
}

// ---- What a run shows

const COLOURS = ["", " second", " third"];
const byName = (a, b) => a.name.localeCompare(b.name, "en", { numeric: true });

/** A bar from its start to its end on a track that is `full` milliseconds long; `live` while it still grows. */
function span(bar, full, colour, live) {
  return el("div", {
    class: "span" + COLOURS[colour % 3] + (live ? " live" : ""),
    style: `left:${bar.start / full * 100}%;width:${Math.min(bar.end - bar.start, full - bar.start) / full * 100}%`,
    title: `${bar.name}: ${seconds(bar.start)} to ${seconds(bar.end)}`,
  });
}

function timeline(bars, millis, live) {
  const end = Math.max(millis, ...bars.map(bar => bar.end), 1);
  const rows = bars.toSorted((a, b) => a.start - b.start || byName(a, b));
  const ticks = el("div", { class: "ticks", "aria-hidden": "true" });
  for (const part of [0, .25, .5, .75, 1]) {
    ticks.append(el("span", { style: `left:${part * 100}%` }, seconds(end * part)));
  }
  return el("div", { class: "timeline" },
    ...rows.flatMap((bar, i) => [
      el("span", {}, bar.name),
      el("div", { class: "track", role: "img", "aria-label": `from ${seconds(bar.start)} to ${seconds(bar.end)}` },
        span(bar, end, i, live)),
    ]),
    el("span"), ticks);
}

function part(title, ...content) {
  return el("div", {}, el("h4", {}, title), ...content);
}

function printed(lines) {
  return el("div", { class: "printed" },
    ...lines.flatMap(line => [el("time", {}, seconds(line.at)), el("span", {}, line.text)]));
}

function pretty(body, type) {
  if (!(type ?? "").includes("json")) return body;
  try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
}

function answer(call) {
  const good = call.status < 400;
  return el("div", {},
    el("h4", { class: "call" }, el("b", {}, call.method), " ", call.path),
    el("p", { style: "margin:0 0 .4rem;font-size:.9rem" },
      el("span", { class: good ? "status" : "status bad" }, String(call.status)),
      ` · ${call.contentType} · ${call.size.toLocaleString("en")} bytes · ${seconds(call.millis)}`),
    el("pre", {}, pretty(call.body, call.contentType) + (call.more > 0 ? `\n… and ${call.more.toLocaleString("en")} more lines` : "")));
}

function returned(result) {
  const short = Array.isArray(result) && result.every(value => typeof value !== "object");
  return part("Returned", el("pre", {}, JSON.stringify(result, null, short ? 0 : 1)));
}

/** The parts of a run; also of one that is still going on. */
function show(lesson, run, live) {
  const parts = [];
  if (run.failure) parts.push(part("Failed", el("p", { class: "failure" }, run.failure)));
  if (run.bars.length) parts.push(part("Timeline", timeline(run.bars, run.millis, live)));
  if (run.lines.length) parts.push(part("Printed", printed(run.lines)));
  if (lesson.calls.length) parts.push(...(run.result ?? []).map(answer));
  else if (run.result !== null && run.result !== undefined) parts.push(returned(run.result));
  return parts;
}

// ---- Running

/** The JSON lines of an answer, one after the other as they come. */
async function* lines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (rest + value).split("\n");
    rest = whole.pop();
    for (const line of whole) yield JSON.parse(line);
  }
}

/** Runs a lesson; `draw` is given what is known so far, frame by frame. Answers the whole run. */
async function runLive(name, signal, draw) {
  const start = performance.now();
  const sofar = { lines: [], bars: [], millis: 0 };
  let run = null;
  let frame = requestAnimationFrame(function next() {
    sofar.millis = performance.now() - start;
    draw({ ...sofar, bars: sofar.bars.map(bar => ({ ...bar, end: bar.end ?? Math.max(bar.start, sofar.millis) })) });
    frame = requestAnimationFrame(next);
  });
  try {
    const response = await fetch(`/lessons/${name}/live`, { method: "POST", signal });
    if (!response.ok) throw new Error((await response.json()).detail ?? response.statusText);
    for await (const event of lines(response)) {
      if (event.line) sofar.lines.push(event.line);
      if (event.began) sofar.bars.push({ name: event.began.name, start: event.began.at });
      if (event.bar) sofar.bars.find(bar => bar.name === event.bar.name && bar.end === undefined).end = event.bar.end;
      if (event.run) run = event.run;
    }
  } finally {
    cancelAnimationFrame(frame);
  }
  if (!run) throw new Error("The server broke off before the lesson had ended.");
  return run;
}

/** A clock that ticks on the element until it is stopped. */
function clock(node) {
  const start = performance.now();
  const tick = () => { node.textContent = ((performance.now() - start) / 1000).toFixed(1) + " s"; };
  tick();
  const timer = setInterval(tick, 100);
  return () => clearInterval(timer);
}

const entries = new Map();

function entry(lesson) {
  const link = el("a", { href: "#" + lesson.name }, lesson.title);
  const button = el("button", { class: "run", type: "button", "aria-describedby": lesson.name + "-title" }, "Run");
  const time = el("span", { class: "clock" });
  const result = el("div", { class: "answer", "aria-live": "polite" });
  const calls = lesson.calls.map(call => el("span", { class: "call" }, el("b", {}, call.method), " ",
    call.method === "GET" ? el("a", { href: call.path, target: "_blank", rel: "noopener" }, call.path) : call.path));
  const card = el("article", { class: "lesson", id: lesson.name, "aria-labelledby": lesson.name + "-title" },
    el("div", { class: "lesson-head" },
      el("h3", { id: lesson.name + "-title" }, lesson.title),
      el("span", { class: "python" }, "in Python: ", el("code", {}, lesson.python))),
    el("div", { class: "idea", html: lesson.idea }),
    el("div", { class: "source" }, ...lesson.sources.flatMap(source => [
      el("div", { class: "file" }, source.file),
      el("pre", { tabindex: "0", role: "region", "aria-label": source.file }, el("code", {}, java(source.code)))])),
    el("div", { class: "bar-run" }, button, ...calls, time),
    result);

  let running = null;
  async function run() {
    if (running) { running.abort(); return null; }
    running = new AbortController();
    button.textContent = "Stop";
    button.dataset.running = "";
    card.dataset.state = link.dataset.state = "running";
    time.dataset.state = "";
    result.setAttribute("aria-busy", "true");
    const stop = clock(time);
    let state = "done";
    try {
      const answered = await runLive(lesson.name, running.signal, run => result.replaceChildren(...show(lesson, run, true)));
      if (answered.failure) state = "failed";
      result.replaceChildren(...show(lesson, answered));
      stop();
      time.textContent = seconds(answered.millis);
      return answered;
    } catch (problem) {
      state = "failed";
      if (problem.name === "AbortError") {
        result.append(part("Stopped", el("p", { class: "failure" },
          "The browser hung up, and with it the server cancelled the lesson and all that it was waiting for.")));
      } else {
        result.replaceChildren(part("Failed", el("p", { class: "failure" }, problem.message)));
      }
      return null;
    } finally {
      stop();
      running = null;
      button.textContent = "Run again";
      delete button.dataset.running;
      result.removeAttribute("aria-busy");
      card.dataset.state = link.dataset.state = time.dataset.state = state;
    }
  }
  button.addEventListener("click", run);
  return { lesson, link, card, run };
}

// ---- The three ways, side by side

const WAYS = [["sequential", "Sequential"], ["concurrent", "Concurrent"], ["gather", "Gather"]];
const FULL = 3200; // milliseconds that the tracks show

function race() {
  const laps = WAYS.map(([name, title]) => {
    const output = el("output", {}, "–");
    const lanes = el("div", { class: "lanes" });
    $("#race").append(el("div", { class: "lap" }, el("b", {}, title), lanes, output));
    return { name, output, lanes };
  });
  $("#race").append(el("div", { class: "lap axis", "aria-hidden": "true" }, el("span"), el("div", { class: "ticks" },
    ...[1, 2, 3].map(second => el("span", { style: `left:${second * 1000 / FULL * 100}%` }, second + " s")))));
  const button = $("#race-run");
  button.addEventListener("click", async () => {
    if (button.disabled) return;
    button.disabled = true;
    await Promise.allSettled(laps.map(async lap => {
      const draw = (run, live) => lap.lanes.replaceChildren(...run.bars.toSorted(byName).map((bar, i) =>
        el("div", { class: "lane" }, span(bar, FULL, i, live))));
      const stop = clock(lap.output);
      try {
        const run = await runLive(lap.name, undefined, sofar => draw(sofar, true));
        stop();
        draw(run);
        lap.output.textContent = seconds(run.millis);
      } catch (problem) {
        stop();
        lap.output.textContent = "failed";
        lap.output.title = problem.message;
      }
    }));
    button.disabled = false;
    button.dataset.done = "";
  });
}

// ---- Start

async function start() {
  race();
  const response = await fetch("/lessons");
  if (!response.ok) throw new Error("the server answered " + response.status);
  const lessons = await response.json();
  $("#lessons").replaceChildren();
  let section = null;
  for (const lesson of lessons) {
    if (lesson.section !== section) {
      section = lesson.section;
      $("#contents").append(el("li", { class: "part" }, section));
      $("#lessons").append(el("h2", { class: "part-title" }, section));
    }
    const made = entry(lesson);
    entries.set(lesson.name, made);
    $("#contents").append(el("li", {}, made.link));
    $("#lessons").append(made.card);
  }
  const seen = new IntersectionObserver(changes => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      for (const { link } of entries.values()) link.removeAttribute("aria-current");
      entries.get(change.target.id).link.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const { card } of entries.values()) seen.observe(card);
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  document.body.dataset.ready = "";
}

start().catch(problem => {
  $("#lessons").replaceChildren(el("p", { class: "failure" }, "The lessons could not be loaded: " + problem.message));
});
