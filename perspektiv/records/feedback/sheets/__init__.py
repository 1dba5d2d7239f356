"""A version of a questionnaire as rows of the data package: read for snapshots and exports, compared by imports."""
