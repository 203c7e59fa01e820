select file, code, found
from findings
where code in ('file.not_found', 'file.changed')
order by file, code
