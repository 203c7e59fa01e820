"""Plain frozen records that pass between rooms: what was read, found, decided and supposed.

Takes values and gives values: an observation with its place, a finding, a decision, a scenario. Holds no logic beyond
reading itself from and writing itself to plain values. Must not know where files lie, how anything is scored or
stored, or what words a finding is said in; of the configuration it opens the catalogue of findings only.
"""
