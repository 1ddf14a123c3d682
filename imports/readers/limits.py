"""How much a delivered file may ask of the machine. The trade register's list of a region is about 1 MB."""

MAX_BYTES = 25 * 1024 * 1024  # as uploaded in the browser
MOST_BYTES = 500 * 1024 * 1024  # from the command line: a csv of a whole country, a million rows of 200 to 300 bytes
MAX_UNPACKED = 750 * 1024 * 1024  # everything in the zip together; a full 25 MB spreadsheet unpacks to some 300 MB
MAX_PARTS = 5_000  # files inside the zip
MAX_COLUMNS = 500
MAX_ROWS = 1_100_000  # just over the 1,048,576 rows of a spreadsheet
MEMORY = 1024 * 1024 * 1024  # address space of the process that opens a spreadsheet
SECONDS = 120  # computing time of that process
