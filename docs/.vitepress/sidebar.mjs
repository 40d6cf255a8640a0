// Groups of the sidebar. The build fails if a guide or an export is in no group.

/** The guides, grouped by the purpose of the reader. */
export const guideGroups = [
  { text: "Start here", pages: ["guides", "getting-started-tool", "getting-started-composing", "command-line"] },
  {
    text: "What you want to do",
    pages: ["many-packages", "refresh-redistribute-validate", "task-sequences", "what-a-refresh-costs"],
  },
  { text: "When it fails", pages: ["failures", "observability", "compiler-messages"] },
  { text: "Signing in", pages: ["signing-in"] },
  { text: "Without a site", pages: ["testing", "writing-a-transport"] },
  { text: "Reference", pages: ["bundling", "the-wire", "performance", "versioning", "changelog"] },
  {
    text: "Project",
    pages: [
      "contributing",
      "security",
      "contributing/design",
      "contributing/capture",
      "contributing/mutation",
      "contributing/releasing",
    ],
  },
];

/** Functions, classes and constants of the API, grouped by theme. The sidebar lists other types after them. */
export const apiThemes = {
  "Refresh and owner": [
    "refreshPkgSource",
    "refreshAndWait",
    "refreshAll",
    "planRefreshPkgSource",
    "setSourceSite",
    "setRefreshSchedule",
  ],
  Distribution: ["watchDistribution", "watchDistributions", "waitForDistribution", "redistribute"],
  "Task sequences": ["taskSequenceReadiness", "referencedPackages", "refreshReferencedPackages"],
  "Results and targets": [
    "andThen",
    "inOrder",
    "orThrow",
    "ConfigMgrError",
    "packageTarget",
    "safePackageTarget",
    "isSafeTarget",
  ],
  "Codes and schedules": [
    "decodeStatus",
    "findStatus",
    "failureOfStatus",
    "decodeScheduleString",
    "encodeScheduleString",
    "describeSchedule",
  ],
  "Package classes": ["findPackage", "hasFlag", "withFlag", "withoutFlag"],
  Transport: ["AdminServiceTransport", "negotiate", "bearer", "where"],
};
