// Groups of the site: a page that is in no group is an error, so that no guide and no export can be forgotten.

/** Guides by what a reader wants. The path is relative to the site. */
export const guideGroups = [
  {
    text: "Start here",
    pages: ["getting-started-tool", "getting-started-composing", "guides"],
  },
  {
    text: "What you want to do",
    pages: ["refresh-redistribute-validate", "task-sequences", "what-a-refresh-costs"],
  },
  { text: "When it fails", pages: ["failures", "observability", "compiler-messages"] },
  { text: "Signing in", pages: ["signing-in"] },
  { text: "Without a site", pages: ["testing", "writing-a-transport"] },
  { text: "Reference", pages: ["the-wire", "versioning"] },
  {
    text: "Project",
    pages: ["design", "contributing", "security", "changelog"],
  },
];

/** Functions and classes of the API by theme. Types are listed after them, by entry. */
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
  "Task sequences": ["referencedPackages", "refreshReferencedPackages", "taskSequenceReadiness"],
  "Results and targets": ["andThen", "inOrder", "orThrow", "packageTarget", "safePackageTarget", "isSafeTarget"],
  "Codes and schedules": [
    "decodeStatus",
    "findStatus",
    "failureOfStatus",
    "decodeScheduleString",
    "encodeScheduleString",
    "describeSchedule",
  ],
  "Package classes": ["findPackage", "hasFlag"],
  Transport: ["where", "bearer", "negotiate"],
};
