"""What the file puts on paper, as accessible PDF: agreement, release, closing result, certificate."""
