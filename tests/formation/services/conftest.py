"""What tests of the services of training may ask for."""

from tests.parallel import in_parallel as in_parallel
