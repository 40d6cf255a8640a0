import { userInfo } from "node:os";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { start, type Environment, type RunningProcess } from "./processes.js";
import { apacheModules } from "./requirements.js";

/** A port of the web server, and the authentication that Apache requires on this port. */
export interface Entrance {
  readonly port: number;
  /** Lines for apache.conf. Each port repeats the lines of mod_auth_gssapi, because a `Location` does not inherit them. */
  readonly directives: readonly string[];
}

export interface ApacheOptions {
  readonly folder: string;
  readonly entrances: readonly Entrance[];
  /** Origin of the server to which Apache forwards requests. */
  readonly backend: string;
  /** File with the CA certificate of this server. */
  readonly backendAuthorityFile: string;
  readonly environment: Environment;
}

/** A request that the web server logged after its response. */
export interface LoggedRequest {
  /** The client's port number, which identifies a connection. */
  readonly connection: string;
  readonly status: number;
  readonly user: string;
  /** The `Authorization` header that the client sent; `-` if it sent none. */
  readonly authorization: string;
}

/** Apache with mod_auth_gssapi in front of the simulated site. */
export interface Apache extends RunningProcess {
  /** Stops Apache and starts it again on the same ports. */
  restart(): Promise<void>;
  requests(): Promise<LoggedRequest[]>;
}

/** Starts Apache with the certificate `tls.crt` and the key `tls.key` from its folder. */
export async function startApache(options: ApacheOptions): Promise<Apache> {
  const { folder, entrances, environment } = options;
  const file = join(folder, "apache.conf");
  await writeFile(file, configuration(options));
  const begin = () => start("apache2", ["-f", file, "-DFOREGROUND"], environment, entrances[0]?.port ?? 0);
  let running = await begin();
  return {
    stop: () => running.stop(),
    async restart() {
      await running.stop();
      running = await begin();
    },
    async requests() {
      const lines = (await readFile(join(folder, "access.log"), "utf8")).split("\n");
      return lines.filter((line) => line !== "").map(readLine);
    },
  };
}

function readLine(line: string): LoggedRequest {
  const [connection = "", status = "", user = "", ...authorization] = line.split(" ");
  return { connection, status: Number(status), user, authorization: authorization.join(" ") };
}

const modules = [
  "mpm_event",
  "authn_core",
  "authz_core",
  "authz_user",
  "headers",
  "setenvif",
  "proxy",
  "proxy_http",
  "socache_shmcb",
  "ssl",
  "auth_gssapi",
];

function configuration({ folder, entrances, backend, backendAuthorityFile }: ApacheOptions): string {
  // If root starts Apache, its workers need another user. If another user starts it, the workers run as that user.
  const { uid, username } = userInfo();
  return `ServerRoot ${folder}
ServerName localhost
PidFile ${join(folder, "apache.pid")}
DefaultRuntimeDir ${folder}
Mutex file:${folder} default
ErrorLog ${join(folder, "error.log")}
LogLevel warn
${uid === 0 ? "User www-data\nGroup www-data" : `User ${username}`}
${modules.map((name) => `LoadModule ${name}_module ${join(apacheModules, `mod_${name}.so`)}`).join("\n")}
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
SetEnvIf Authorization "(.+)" sent=$1
LogFormat "%{remote}p %>s %u %{sent}e" lab
CustomLog ${join(folder, "access.log")} lab
SSLCertificateFile ${join(folder, "tls.crt")}
SSLCertificateKeyFile ${join(folder, "tls.key")}
SSLProxyCACertificateFile ${backendAuthorityFile}
ProxyRequests Off
${entrances.map((entrance) => virtualHost(entrance, backend)).join("\n")}
`;
}

function virtualHost({ port, directives }: Entrance, backend: string): string {
  return `Listen 127.0.0.1:${port}
<VirtualHost 127.0.0.1:${port}>
  SSLEngine On
  SSLProxyEngine On
  <Location "/AdminService/">
    AuthType GSSAPI
    AuthName AdminService
    Require valid-user
    ${directives.join("\n    ")}
    # No connection is used twice: the site might close an idle connection while Apache sends a call over it.
    ProxyPass "${backend}/AdminService/" disablereuse=On
    RequestHeader unset Authorization
    RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"
  </Location>
</VirtualHost>`;
}
