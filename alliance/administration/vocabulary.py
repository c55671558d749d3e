"""What is looked at, and how it stands: words, never colours alone."""

from ..foundation.kernel.words import N_, Labelled


class Condition(Labelled):
    GOOD = "good", N_("Good")
    LOOK = "look", N_("Look at it")
    ACT = "act", N_("Act now")


class Matter(Labelled):
    """What the page has a line of."""

    WORKER = "worker", N_("Background worker")
    DATABASE = "database", N_("Database")
    FONTS = "fonts", N_("Chinese fonts")
    SCANNER = "scanner", N_("Virus scanner")
    MAIL = "mail", N_("Mail server")
    QUEUE = "queue", N_("Letters that wait")
    DEAD_LETTERS = "dead_letters", N_("Letters that were given up")
    BOT_QUEUE = "bot_queue", N_("Messages of bots that wait")
    STOPPED_BOTS = "stopped_bots", N_("Bots that were stopped")
    JOB_QUEUE = "job_queue", N_("Jobs in the background")
    FAILED_JOBS = "failed_jobs", N_("Jobs that were not done")
    BACKUP = "backup", N_("Last backup")
    DISK_DATABASE = "disk_database", N_("Space for the database")
    DISK_FILES = "disk_files", N_("Space for files")
    DISK_BACKUPS = "disk_backups", N_("Space for backups")
    CERTIFICATE = "certificate", N_("Certificate of the address")
    KEY = "key", N_("Secret key")


class Looked(Labelled):
    """What the worker looks at from time to time; each finding is a row."""

    DATABASE = "database", N_("Database")
    FONTS = "fonts", N_("Chinese fonts")
    MAIL = "mail", N_("Mail server")
    SCANNER = "scanner", N_("Virus scanner")
    BACKUP = "backup", N_("Last backup")
    DISKS = "disks", N_("Disk space")
    CERTIFICATE = "certificate", N_("Certificate of the address")
    VERSIONS = "versions", N_("Versions")


class Kept(Labelled):
    """A list that is data: everything else is chosen from it."""

    ALLIANCES = "alliances", N_("Alliances")
    MATRICES = "matrices", N_("Matrices")
    SECTORS = "sectors", N_("Sectors")
    FRAUD_TYPES = "fraud_types", N_("Fraud types")
    DISTRICTS = "districts", N_("Districts")
    CAPABILITIES = "capabilities", N_("Kinds of capability")
