from perspektiv.records.cases.addresses import file, path

app_name = "cases"
urlpatterns = [*path.urlpatterns, *file.urlpatterns]
