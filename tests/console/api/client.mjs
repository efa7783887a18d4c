// Reads the API by the vendor's own JavaScript client; prints what it read as JSON.
import vendor from "@opendatasoft/api-client";

const { ApiClient, fromCatalog, field, string } = vendor;

const client = new ApiClient({ domain: process.argv[2] });
const catalogue = fromCatalog();
const notices = catalogue.dataset("avis-marches");
const read = (query) => client.get(query);

console.log(
  JSON.stringify({
    datasets: await read(catalogue.datasets().limit(50)),
    dataset: await read(notices.itself()),
    records: await read(notices.records().where(`${field("code_departement")} = ${string("17")}`).limit(5)),
    groups: await read(notices.records().select("count(*) as n, source").groupBy("source").orderBy("n desc")),
    refined: await read(notices.records().refine("code_departement:17").exclude("source:ted").limit(1)),
    record: await read(notices.record("boamp:26-10001")),
    facets: await read(notices.facets().facet("code_departement")),
    catalogueFacets: await read(catalogue.facets()),
    exported: await read(notices.export("json").limit(3)),
  }),
);
