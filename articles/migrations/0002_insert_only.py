from django.db import migrations

from articles.protection import InsertOnly


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        InsertOnly("Original"),
        InsertOnly("Revision"),
        InsertOnly("Paragraph"),
        InsertOnly("Passage"),
    ]
