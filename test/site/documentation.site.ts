import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder } from "./site-server.js";

const folder = fileURLToPath(new URL("../../reports/docs", import.meta.url));
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".html"));
const guides = pages.filter((page) => !page.includes("/") && page !== "404.html");

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  ({ server, url } = await serveFolder(folder));
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** Opens a page, and collects the URLs that it requests from other servers. */
async function open(context: BrowserContext, path: string): Promise<{ page: Page; foreign: string[] }> {
  const page = await context.newPage();
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.goto(`${url}/${path}`, { waitUntil: "load" });
  return { page, foreign };
}

describe.each([
  { name: "a desktop in light colours", width: 1440, colorScheme: "light" as const },
  { name: "a phone in dark colours", width: 390, colorScheme: "dark" as const },
])("the documentation site on $name", ({ width, colorScheme }) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  });
  afterAll(async () => {
    await context.close();
  });

  it.each(guides)("the page %s fits the screen and loads nothing from other hosts", async (guide) => {
    const { page, foreign } = await open(context, guide);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overflow).toBe(0);
    expect(foreign).toEqual([]);
    await page.close();
  });
});

describe("the documentation site", () => {
  it.each(["resume", "cancel", "exit code", "proxy", "dry run"])(
    "the first result of a search for %s opens a page that contains the first word",
    async (words) => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const { page } = await open(context, "failures.html");
      await page.locator("#local-search button").click();
      await page.locator("#localsearch-input").fill(words);
      const result = page.locator(".VPLocalSearchBox .result").first();
      await result.click();
      await page.waitForURL((address) => !address.pathname.endsWith("/failures.html") || address.hash !== "");
      const text = await page.locator("main").innerText();
      expect(text.toLowerCase()).toContain(words.split(" ")[0]);
      await context.close();
    },
  );

  it("the copy button of a code block copies the code unchanged", async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = await open(context, "getting-started-tool.html");
    const block = page.locator("div[class*='language-']").first();
    await block.hover();
    await block.locator("button.copy").click();
    const copied: unknown = await page.evaluate("navigator.clipboard.readText()");
    expect(String(copied).trim()).toBe((await block.locator("pre").innerText()).trim());
    await context.close();
  });

  it("every link leads to an existing page and heading", () => {
    const idsOf = new Map(pages.map((page) => [page, ids(readFileSync(join(folder, page), "utf8"))]));
    const broken = pages.flatMap((page) =>
      links(readFileSync(join(folder, page), "utf8")).flatMap((link) => {
        const [path = "", hash = ""] = link.split("#");
        const target = path === "" ? page : path.startsWith("/") ? path.slice(1) : join(dirname(page), path);
        const file = target === "" || target.endsWith("/") ? `${target}index.html` : target;
        const isThere =
          existsSync(join(folder, file)) && (hash === "" || idsOf.get(file)?.has(decodeURIComponent(hash)) !== false);
        return isThere ? [] : [`${page}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });
});

function links(html: string): string[] {
  return [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .filter((href) => !/^(https?:|mailto:)/.test(href));
}

function ids(html: string): Set<string> {
  return new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));
}
