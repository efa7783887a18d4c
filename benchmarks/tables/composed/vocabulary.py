"""The words of the composed reports: labels of rows and columns, captions, notes and prose."""

from __future__ import annotations

STATES = (  # noqa: SIM905
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|District of Columbia|Florida|"
    "Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
).split("|")

TOPICS = (  # noqa: SIM905
    "All establishments|Motor vehicle theft|Population under 18 years|Total receipts|Loans outstanding|"
    "Agriculture, forestry, fishing and hunting|Wholesale trade|Retail trade|Public administration|"
    "Health care and social assistance|Less than high school|High school graduate|Some college, no degree|"
    "Bachelor's degree|Full-time, year-round|Cash and cash equivalents|Accounts receivable, net|Salmon|"
    "Other liabilities|Research and development|65 years and over|18 to 24 years|$25,000 to $49,999|"
    "In labor force|Renter-occupied units|Single-family homes|Fuel oil, kerosene, etc.|Construction|"
    "Transportation and warehousing|Federal grants to local governments|Net interest|Married, spouse present|"
    "Emergency and transitional shelters|Drug offenses|Coal mining|Natural gas|Hydroelectric power"
).split("|")

GROUPS = (  # noqa: SIM905
    "Sex|Age|Race and Hispanic origin|Northeast|Educational attainment|Assets|Liabilities|Industry|"
    "Household income|Type of offense|Public lands|Marital status"
).split("|")

LABELS = (  # noqa: SIM905
    "Number|Percent|Total|Median|Mean|Amount|Share|Rate|Change|Budget|Actual|Standard error|Male|Female|"
    "Urban|Rural|Public|Private|Percent of total|Average annual pay|Margin of error|Estimate|Median income|"
    "Loans approved|Per capita|Outlays|Cases filed|Cases closed|Average length of stay|Base salary|Enrollment"
).split("|")

SPANNERS = (  # noqa: SIM905
    "Fiscal year|Civilian labor force|Households|Owner occupied|Renter occupied|All races|Federal funds|"
    "State funds|Percent distribution|Year ended September 30|Full-time employees|Both sexes|Adults|Children"
).split("|")

STUBS = "State|Characteristic|Item|Category|Program|Industry|Area|Agency|Type of offense".split("|")  # noqa: SIM905

WORDS = (  # noqa: SIM905
    "Yes|No|Approved|Pending|In review|Quarterly|Annual|Region 4|Region 9|Low|Moderate|High|Office of Audits|"
    "Field office|Washington, DC|Not applicable|Under contract|Completed|Delayed|National Park Service"
).split("|")

MISSING = ("–", "—", "(X)", "(NA)", "n/a", "...", "", "-", "N/A", "(D)", "*")

PROSE = (  # noqa: SIM905
    "the of and to in that report data for federal state program government percent increase number "
    "households estimates during year total reported among agencies services children employment costs "
    "average review between local funding health public information national fiscal changes results which "
    "were than more was not by with from these their"
).split()
