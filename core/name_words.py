"""Words that tell what in a name gives somebody or something away, and what does not."""

TITLES = frozenset(
    {
        "dame", "dr", "md", "mr", "mrs", "ms", "mx", "phd", "prof", "professor", "sir",
    }
)  # fmt: skip

PARTICLES = frozenset(
    {
        "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "el", "la", "le", "van",
        "von", "y",
    }
)  # fmt: skip

ORDINARY = frozenset(
    {
        "art", "august", "bill", "case", "chance", "day", "dean", "early", "faith", "field", "frank",
        "good", "grace", "grant", "hope", "in", "is", "it", "joy", "just", "lane", "long", "mark",
        "may", "mine", "my", "no", "on", "or", "park", "rich", "so", "summer", "the", "they", "to",
        "wells", "will", "wish", "you", "young",
    }
)  # fmt: skip
"""Names that are words as well: they stand for somebody with a capital, or beside the rest of the name."""

COMMON_ABBREVIATIONS = frozenset(
    {
        "ai", "cv", "er", "eu", "hr", "id", "ip", "it", "ma", "md", "ml", "ms", "ok", "pc", "pi", "pm",
        "pr", "qa", "tv", "uk", "un", "us",
    }
)  # fmt: skip
"""Two letters that mean something else more often than somebody's initials."""

ARTICLES = frozenset(
    {
        "a", "an", "the",
    }
)  # fmt: skip

SMALL = frozenset(
    {
        "and", "at", "da", "de", "des", "do", "du", "for", "fur", "für", "in", "of", "on", "the", "und",
    }
)  # fmt: skip
"""What an abbreviation leaves out, or not."""

LEGAL = frozenset(
    {
        "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "holding", "holdings", "inc",
        "incorporated", "kg", "limited", "llc", "llp", "ltd", "nv", "plc", "pty", "sa", "sarl", "se",
        "spa", "ug",
    }
)  # fmt: skip
"""What follows the name of a company."""

GENERIC = frozenset(
    {
        "academy", "administration", "advanced", "agency", "america", "american", "applied", "art",
        "arts", "association", "authority", "bank", "biology", "board", "bureau", "business", "cancer",
        "care", "center", "central", "centre", "chemical", "chemistry", "children", "city", "clinic",
        "college", "commission", "community", "conservation", "consulting", "control", "council",
        "county", "data", "defense", "department", "design", "development", "digital", "division",
        "earth", "east", "education", "energy", "engineering", "environment", "environmental",
        "european", "federal", "federation", "fish", "fisheries", "food", "forest", "foundation",
        "fund", "future", "general", "global", "government", "group", "health", "hospital", "house",
        "human", "independent", "industries", "information", "initiative", "innovation", "institute",
        "institution", "international", "journal", "justice", "lab", "laboratories", "laboratory",
        "labs", "law", "learning", "library", "life", "management", "marine", "market", "media",
        "medical", "medicine", "ministry", "museum", "national", "nature", "network", "new", "north",
        "northern", "ocean", "office", "open", "park", "parks", "partners", "physics", "planning",
        "policy", "prevention", "program", "programme", "project", "protection", "public", "publishing",
        "register", "research", "resource", "resources", "school", "science", "sciences", "scientific",
        "security", "service", "services", "social", "society", "software", "solutions", "south",
        "southern", "space", "state", "states", "studies", "support", "survey", "systems", "team",
        "technical", "technologies", "technology", "trade", "transport", "trust", "united",
        "universities", "university", "urban", "ventures", "water", "west", "western", "wildlife",
        "women", "works", "world", "young", "youth",
    }
)  # fmt: skip
"""Of names of organisations, what is said of many things: alone it gives no organisation away."""
