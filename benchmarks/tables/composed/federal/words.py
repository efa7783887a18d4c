"""What the reports speak of; every name and figure is invented."""

from __future__ import annotations

MISSING = ("--", "(NA)", "*", "...", "-", "(D)", "X", "0", "—")
CAPTIONS = (
    "Table {n}.--{t}",
    "Table {n}. {t}",
    "TABLE {n}|{t}",
    "No. {n}. {t}",
    "{t}",
    "Exhibit {n}: {t}",
    "Table A-{n}. {t}",
)
UNITS = (
    "",
    "",
    "",
    "[In thousands]",
    "(Dollars in millions)",
    "[Numbers in thousands. Data are based on a sample]",
    "(In millions of dollars)",
)
NOTES = (
    "Source: Invented Agency, Office of Planning, Annual Survey of Local Undertakings, 2004.",
    "NOTE: Detail may not add to totals because of rounding. Data exclude the outlying areas and those units "
    "that did not answer in the time allowed.",
    "-- Not available or less than half of the unit shown.",
    "* Figure does not meet the standard of reliability or precision; see the technical notes "
    "for the method.",
    "1/ Includes amounts not shown separately.",
    "a/ Preliminary.",
    "(NA) Not available. X Not applicable.",
)
SENTENCES = (
    "The share of households that reported at least one such event rose from {a} percent in {y} "
    "to {b} percent a decade later.",
    "About {a} of every 100 applicants were served within {b} days, although the differences "
    "among regions were not large.",
    "Under the authority of section {a} of the Act, the Secretary may waive the requirement for "
    "good cause shown.",
    "Estimates for {y} were revised to reflect the new sample; they are not strictly comparable "
    "with those of earlier years.",
    "No significant difference was found between the two groups once age and income had been "
    "taken into account.",
    "These programs are described in chapter {a}, and the methods used to collect the data are "
    "explained in appendix B.",
    "In {y}, outlays came to ${a}.{b} billion, most of which was paid to State and local "
    "governments in the form of grants.",
    "Respondents were asked how often, during the 12 months before the interview, a member of "
    "the household had been ill.",
    "Production is forecast to decline slightly as growers respond to lower prices and higher "
    "costs of fuel and credit.",
    "The committee notes that the agency has not yet submitted the report requested last year "
    "and expects it by March {a}.",
)
PLACES = (
    "Alder County",
    "Bassett",
    "Calloway Springs",
    "Dunmore",
    "East Harlan",
    "Fort Wexley",
    "Glenrock",
    "Hollis Bay",
    "Iron Mountain",
    "Jasper Falls",
    "Kettle River",
    "Lower Pine",
    "Marlow",
    "North Quincey",
    "Orchard Park",
    "Port Tamsin",
    "Quarry Hill",
    "Red Fork",
    "Saddle Creek",
    "Turner Point",
    "Upper Sandy",
    "Vale",
    "West Otter",
)
PEOPLE = (
    "Ada Merritt",
    "Bruce Ocampo",
    "Celia Vance",
    "D. Orrin Lyle",
    "Estelle Parr",
    "Frank Q. Dover",
    "Gloria Nash",
    "Hugh Tolland",
    "Irene Bascom",
    "Julian Reyes-Cole",
    "Karl Ostrander",
    "Lena Whitlow",
    "Morris Ebbing",
)
OFFICES = (
    "Office of the Regional Director",
    "Division of Field Services",
    "Bureau of Waterways",
    "Permit Section",
    "Program Analyst",
    "State Coordinator",
    "Records and Forms Branch",
    "Laboratory Chief",
    "Outreach Specialist",
)
DEEDS = (
    "Opening remarks",
    "Overview of the program",
    "Break",
    "Panel: lessons learned in the field",
    "Monitoring of ground water near closed landfills",
    "Lunch (on your own)",
    "Reporting requirements for grantees",
    "Questions from the floor",
    "Training for new inspectors",
    "Closing session",
    "Site visit by bus",
    "Grants for rural fire protection",
    "Loans to small producers",
)
