"""What proves a training: attendance, certificates, evaluation, travel, records, dossiers, archives."""
