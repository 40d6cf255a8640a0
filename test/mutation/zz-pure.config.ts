import { defineConfig } from "vitest/config";
export default defineConfig({
  test: {
    include: ["test/transport/{judge,judge-refusal,judge-error,base-url,options,filter,sentence,events,reply,retry,requests,wmi-json}.test.ts", "test/hostile/answers.test.ts"],
    setupFiles: ["test/support/watch-for-secrets.ts"],
    testTimeout: 20_000,
  },
});
