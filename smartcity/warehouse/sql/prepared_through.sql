select prepared_through from site
