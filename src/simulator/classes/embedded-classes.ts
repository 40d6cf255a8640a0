import type { ClassText } from "./class-text.js";

/** The WMI classes whose objects exist only as values of properties and parameters (documented). */
export const embeddedClasses: readonly ClassText[] = [
  {
    name: "SMS_TaskSequence_Reference",
    embedded: true,
    properties: `
      Package String
      Program String
      Type UInt32
    `,
  },
  {
    name: "SMS_OS_Details",
    embedded: true,
    properties: `
      MaxVersion String
      MinVersion String
      Name String
      Platform String
    `,
  },
  {
    name: "SMS_ScheduleToken",
    abstract: true,
    embedded: true,
    properties: `
      DayDuration UInt32 = 0
      HourDuration UInt32 = 0
      IsGMT Boolean = false
      MinuteDuration UInt32 = 0
      StartTime DateTime = "1970-02-01T00:00:00Z"
    `,
  },
  {
    name: "SMS_ST_NonRecurring",
    superclass: "SMS_ScheduleToken",
    embedded: true,
  },
  {
    name: "SMS_ST_RecurInterval",
    superclass: "SMS_ScheduleToken",
    embedded: true,
    properties: `
      DaySpan UInt32 = 0
      HourSpan UInt32 = 0
      MinuteSpan UInt32 = 0
    `,
  },
  {
    name: "SMS_ST_RecurWeekly",
    superclass: "SMS_ScheduleToken",
    embedded: true,
    properties: `
      Day UInt32 = 1
      ForNumberOfWeeks UInt32 = 1
    `,
  },
  {
    name: "SMS_ST_RecurMonthlyByWeekday",
    superclass: "SMS_ScheduleToken",
    embedded: true,
    properties: `
      Day UInt32 = 1
      ForNumberOfMonths UInt32 = 1
      WeekOrder UInt32 = 0
    `,
  },
  {
    // This class exists since release 1906 (seen). The reference pages do not have it.
    name: "SMS_ST_RecurMonthlyByWeekdayBase",
    superclass: "SMS_ScheduleToken",
    embedded: true,
    properties: `
      Day UInt32 = 1
      ForNumberOfMonths UInt32 = 1
      Offset UInt32 = 0
      WeekOrder UInt32 = 0
    `,
  },
  {
    name: "SMS_ST_RecurMonthlyByDate",
    superclass: "SMS_ScheduleToken",
    embedded: true,
    properties: `
      ForNumberOfMonths UInt32 = 1
      MonthDay UInt32 = 0
    `,
  },
  {
    name: "SMS_Driver_Details",
    embedded: true,
    properties: `
      ID UInt32
      SourcePath String
    `,
  },
  {
    name: "SMS_TaskSequence",
    embedded: true,
  },
];
