/**
 * Built-in security roles of the simulated site, a small choice of the product's own. Each role can read everything.
 * Each class states which roles can change its objects; a full administrator can change all of them.
 */
export const securityRoles = [
  "Full Administrator",
  "Read-only Analyst",
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
] as const;

/** A built-in security role. */
export type SecurityRole = (typeof securityRoles)[number];

/** Roles that manage content and lock objects. */
export const contentRoles: readonly SecurityRole[] = [
  "Application Administrator",
  "Software Update Manager",
  "Operating System Deployment Manager",
];
