import { describe, expect, it } from "vitest";
import { bearer } from "../../src/transport/admin-service/credential/bearer.js";
import { call, collect, openTransport, read } from "../support/open-transport.js";
import { json, returned, scriptedServer, type Script } from "../support/scripted-server.js";
import { canaries, secretsIn } from "../support/secrets.js";

const credential = () =>
  bearer(
    { getToken: () => Promise.resolve({ token: canaries.token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    { scope: "api://contoso/.default" },
  );

const policy = { PolicyXml: `<Secret>${canaries.policy}</Secret>` };
const sequence = { PackageID: "P0100012", Sequence: `<variable>${canaries.sequence}</variable>` };

const responses: [string, Script][] = [
  [
    "an error beside the result",
    (_request, response) => {
      json(response, 200, { error: { message: "no" }, ...policy, ...sequence });
    },
  ],
  [
    "no ReturnValue",
    (_request, response) => {
      json(response, 200, { ...policy });
    },
  ],
  [
    "another object",
    (_request, response) => {
      json(response, 200, { value: [{ ...sequence, PackageID: "P0100099" }] });
    },
  ],
  [
    "two objects",
    (_request, response) => {
      json(response, 200, { value: [sequence, sequence] });
    },
  ],
  [
    "a string",
    (_request, response) => {
      json(response, 200, `${canaries.policy}${canaries.sequence}`);
    },
  ],
  [
    "incomplete JSON",
    (_request, response) => {
      response.writeHead(200).end(JSON.stringify({ ...policy, ...sequence }).slice(0, -1));
    },
  ],
  [
    "incomplete bytes",
    (_request, response, socket) => {
      response
        .writeHead(200, { "Content-Length": "9999" })
        .write(JSON.stringify({ ...policy, ...sequence }), () => socket.destroy());
    },
  ],
  [
    "a secret in a header",
    (_request, response) => {
      response.writeHead(200, { "X-Policy": canaries.policy }).end(JSON.stringify(policy));
    },
  ],
  [
    "an error page with the headers of the request",
    ({ headers }, response) => {
      response.writeHead(500, { Server: String(headers.authorization) }).end(JSON.stringify(headers));
    },
  ],
  [
    "a 403 error that shows the token",
    ({ headers }, response) => {
      json(response, 403, { error: { code: "403", message: `refused: ${String(headers.authorization)}` } });
    },
  ],
  [
    "an error in a 2xx response that shows the token",
    ({ headers }, response) => {
      json(response, 200, { error: { code: "401", message: `refused: ${String(headers.authorization)}` } });
    },
  ],
  [
    "401",
    ({ headers }, response) => {
      response.writeHead(401, { "WWW-Authenticate": `Bearer error="${String(headers.authorization)}"` }).end();
    },
  ],
  [
    "a redirect that contains the token",
    ({ headers }, response) => {
      response.writeHead(302, { Location: `https://localhost:1/?t=${String(headers.authorization)}` }).end();
    },
  ],
];

describe("a response that contains secrets", () => {
  it.each(responses)("failures and events contain no secret after this response: %s", async (_name, script) => {
    const emitted: unknown[] = [];
    await using server = await scriptedServer((request, response, socket) => {
      response.setHeader("Set-Cookie", `session=${canaries.cookie}`);
      script(request, response, socket);
    });
    await using transport = openTransport(server, {
      credential: credential(),
      retry: { attempts: 1 },
      onEvent: (event) => emitted.push(event),
    });
    const results = [
      await call(transport),
      await read(transport),
      ...(await collect(transport.execQuery({ className: "SMS_Package" }))),
      await transport.putInstance(
        { className: "SMS_Package", keys: { PackageID: "P0100012" } },
        { Name: canaries.password },
      ),
    ];
    const failures = results.filter((result) => !result.ok);
    expect(failures.length).toBeGreaterThan(0);
    expect(emitted.length).toBeGreaterThan(0);
    expect([...failures, ...emitted].flatMap(secretsIn)).toEqual([]);
  });
});

describe("the search for secrets", () => {
  it("the search for secrets finds a secret in a value, a text, a stack and a cause", () => {
    const { token } = canaries;
    expect(secretsIn({ deep: [{ here: token }] })).toContain(token);
    expect(secretsIn(new Error(`with ${token}`))).toContain(token);
    expect(secretsIn(new Error("plain", { cause: new Error(token) }))).toContain(token);
    expect(secretsIn({ nothing: "here" })).toEqual([]);
  });

  it("the out parameters of a success are returned unchanged, also if they contain secrets", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 200, returned(0, policy));
    });
    await using transport = openTransport(server, { credential: credential() });
    expect(await call(transport)).toMatchObject({ ok: true, value: { outParameters: policy } });
  });

  it("a transport and a credential contain no secret when they are printed", async () => {
    await using server = await scriptedServer((_request, response) => {
      json(response, 201, returned(0));
    });
    const signing = credential();
    await using transport = openTransport(server, { credential: signing });
    await call(transport);
    expect([transport, signing].flatMap(secretsIn)).toEqual([]);
  });
});
