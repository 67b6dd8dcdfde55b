/** Kinds of naming habits; which province has which is a rough picture for practice data, no statistics. */
export type Flavour = 'java' | 'sunda' | 'malay' | 'minang' | 'batak' | 'bali' | 'sasak' | 'bugis' | 'east'

/** Given names of one sex, most frequent first; `_` stands for a space inside one name. */
export interface GivenNames {
  first: string[]
  second: string[]
}

/** How people of a flavour are called and what they believe. */
export interface NameList {
  male: GivenNames
  female: GivenNames
  /** Clan names that children take from the father; empty = names without a family name. */
  clans: string[]
  religions: Readonly<Record<string, number>>
}

const words = (text: string): string[] => text.split(/\s+/).map((word) => word.replaceAll('_', ' '))

/** Given names met all over the country. */
const general = {
  male: `Muhammad Ahmad Agus Abdul Andi Budi Eko Rudi Hendra Dedi Arif Rizki Yusuf Ali Hasan Ibrahim Iwan Joko Dwi Adi Wahyu Bayu Fajar Rahmat
    Hidayat Irfan Ridwan Taufik Umar Zainal Syaiful Anwar Bambang Dani Doni Eri Firman Gunawan Hadi Imam Ismail Jamal Kamal Lukman Mustofa Nasir
    Oki Purnomo Qomar Roni Sahrul Teguh Usman Vino Wawan Yanto Zaki Aldi Aditya Alif Reza Rafi Fikri Galih Ilham Naufal Bagas Dimas Hamzah Husen
    Ihsan Jefri Khairul Luthfi Malik Nanda Novan Prasetyo Ramli Ramadhan Saleh Sofyan Syahrul Tono Ujang Wildan Yoga Yudi Yunus Zulkifli`,
  maleSecond: `Hidayat Saputra Setiawan Kurniawan Rahman Ramadhan Maulana Firmansyah Hakim Santoso Wijaya Pratama Nugroho Fauzi Hidayatullah Irawan
    Susanto Gunawan Prasetyo Wibowo Arifin Basri Effendi Hamid Husein Iskandar Jaya Karim Latif Mansur Nasution Nurdin Permana Purnama Rasyid Rosyid
    Salim Saputro Sanjaya Siswanto Sudrajat Suryadi Syahputra Syarif Utomo Wahyudi Yusuf Zainuddin Abdillah Alamsyah Aziz Darmawan Fadillah Ghofur
    Hamdani Hanafi Jalaluddin Kadir Khalid Mubarok Mulyadi Mustakim Rizal Rusdi Samsuri Sulaiman Supriyadi Suryanto Yahya`,
  female: `Siti Nur Sri Dewi Ani Fitri Rina Sari Yuni Lestari Indah Ratna Wati Aisyah Fatimah Aminah Nurul Rahma Maya Mira Nia Nita Novi Putri Rini
    Rosmini Yanti Zahra Khadijah Dian Desi Eka Eni Erna Evi Hana Hasanah Ika Intan Jamilah Julia Kartika Lina Maryam Mutia Nabila Nadia Naila Nurhayati
    Nurjanah Ningsih Rohani Rosita Salmah Sarah Sumiati Susi Tini Tuti Umi Vina Wahyuni Winda Wulan Yuliana Zaenab Zulaikha Ayu Anisa Aulia Bunga Citra
    Elsa Farida Halimah Hartati Husna Khairunnisa Laila Marlina Mariam Mulyani Nuraini Nurlaila Rahmawati Ramlah Rukmini Safitri Saodah Syifa`,
  femaleSecond: `Aminah Lestari Wahyuni Handayani Rahayu Rahmawati Hasanah Aisyah Khadijah Fatimah Nurjanah Rohmah Mulyani Yuliana Sari Wulandari
    Astuti Utami Permata Puspita Safitri Anggraini Agustina Andriani Apriani Damayanti Fitriani Hidayati Indriani Jamilah Kartini Khotimah Kusuma
    Lailatul Maharani Maimunah Maryani Mardiana Maesaroh Masitoh Muslimah Nafisah Novitasari Nurhaliza Oktaviani Pratiwi Purnamasari Ramadhani Rosidah
    Rukmana Sa'diyah Salamah Sholihah Sulastri Sundari Suryani Susanti Syamsiah Ulfa Widyawati Yulianti Zakiyah Zubaidah`,
}

const list = (own: {
  male: string
  maleSecond: string
  female: string
  femaleSecond: string
  clans?: string
  religions: Readonly<Record<string, number>>
}): NameList => ({
  male: { first: words(own.male), second: words(own.maleSecond) },
  female: { first: words(own.female), second: words(own.femaleSecond) },
  clans: own.clans === undefined ? [] : words(own.clans),
  religions: own.religions,
})

const mostlyMuslim = { Islam: 96, Kristen: 2, Katolik: 1, Hindu: 0.5, Buddha: 0.5 }

/** Names of no region in particular; every flavour borrows from them. */
export const generalNames: NameList = list({ ...general, religions: mostlyMuslim })

/** The lists, by flavour. Frequent given names only, combined by chance: nobody in particular is meant. */
export const nameLists: Readonly<Record<Flavour, NameList>> = {
  java: list({
    male: `Suparman Slamet Sugeng Sutrisno Suyanto Supriyanto Sumarno Wahyu Agus Joko Bambang Sukardi Sunarto Suwarno Tri Dwi Eko Sutarno Paiman Ngatimin Parjo
      Tukiman Wagiman Sarimin Kasman Sardi Triyono Mulyono Haryanto Purwanto Widodo Budiono Margono Sumardi Suroso Sukirman Sumaryono Yatno Jumadi Kusnadi`,
    maleSecond: `Santoso Widodo Prasetyo Wibowo Nugroho Raharjo Susilo Handoko Purnomo Utomo Kuncoro Hartono Subroto Pramono Sasongko Wicaksono Cahyono Setyawan
      Saputro Wijayanto Atmojo Riyadi Supriyono Basuki Sudarsono`,
    female: `Sri Sumiyati Suparmi Sulastri Suharti Sutinah Tri Dwi Endang Tutik Wahyuni Ngatinah Painem Sukinah Sumarni Supiyah Suratmi Tukinem Warsini Wagiyem
      Kasiyem Lasmi Sariyem Juminten Rubiyem Murni Retno Ratih Widyastuti Kustini Mursiti Partini Sadiyem Sunarsih Titik Yatmi`,
    femaleSecond: `Wahyuni Lestari Rahayu Handayani Astuti Utami Widayati Setyowati Wulandari Purwanti Hartini Mulyani Suryani Ningsih Hastuti Kusumawati Palupi
      Susilowati Prihatin Pujiastuti Winarsih Yuniarti`,
    religions: mostlyMuslim,
  }),
  sunda: list({
    male: `Asep Dadang Ujang Dede Cecep Endang Agus Aceng Iwan Yayan Yana Deni Tatang Ade Nana Maman Eman Jajang Kosasih Entis Enjang Dudung Didin Engkos Oman
      Udin Uyun Wawan Yaya Yoyo Encep Epul Hilman Ihin Jejen Kokom Otong Rohman Sarip Undang`,
    maleSecond: `Sudrajat Suryana Hidayat Sutisna Kurniawan Permana Mulyana Rahmat Saepudin Suherman Sopandi Supriatna Kusnadi Rukmana Gunawan Nugraha Sobandi
      Saepuloh Ramdani Komarudin Sukmana Mulyadi Rustandi Solihin Sanusi`,
    female: `Neneng Euis Iis Enung Cucu Ai Imas Ade Yeyen Tati Lilis Nani Kokom Popon Dede Entin Yayah Eti Nining Eneng Elis Titin Ayi Empat Eha Ijah Ikah Juju
      Mimin Nenden Oom Rohayati Teti Wiwin Yoyoh`,
    femaleSecond: `Suryani Nurhasanah Rohaeni Komariah Nuraeni Mulyati Kurniasih Hayati Sumarni Jubaedah Maryati Rostika Sadiah Sukaesih Sopiah Mintarsih Aisah
      Carsih Daningsih Fatonah Herawati Juariah Karwati Rukmini`,
    religions: mostlyMuslim,
  }),
  malay: list({
    male: `Muhammad Abdul Ahmad Zulkifli Amiruddin Ridwan Jamaluddin Syahrial Rusli Ismail Yusri Hamdan Zainal Saiful Junaidi Khairil Mahmud Marzuki Nazaruddin
      Razali Sulaiman Syafii Tarmizi Teuku Zakaria Bakri Darwis Hasbi Ilyas Idris Murad Nurdin Rahmad Safrizal Syukri Anwar Fauzan Husaini`,
    maleSecond: `Rahman Aziz Hamid Kadir Wahab Muthalib Halim Rasyid Manaf Gani Syah Siregar Lubis Jalil Latif Majid Rauf Razak Samad Fahmi Hanafiah Ibrahim Thaib
      Yunus Akbar Effendy Fadli Hasbullah`,
    female: `Nur Siti Cut Fatimah Nurhayati Aisyah Rosmiati Zuraida Mariani Rohana Salbiah Hamidah Jamaliah Asnah Asmah Fauziah Habibah Hafsah Kamariah Khairiah
      Maimunah Mardiah Norhayati Nurbaiti Rabiah Rahimah Rukiah Saniah Syarifah Yusnidar Zubaidah`,
    femaleSecond: `Hayati Asiah Wahidah Aini Azizah Hidayah Jannah Laila Madinah Mawaddah Rahmah Salwa Suraya Zahra Zuhra Fitria Hafizah Husna Kamila Masyitah
      Nadira Rizkina Safira Ulfah`,
    religions: { Islam: 90, Kristen: 5, Katolik: 2, Buddha: 2.5, Khonghucu: 0.5 },
  }),
  minang: list({
    male: `Syafrizal Yulizar Zulfahmi Rizal Syamsuar Nasrul Yusrizal Afrizal Amrizal Hendri Dasril Erizal Fadhil Gusrizal Ikhsan Jasril Kamarul Mardison Masrizal
      Nofrizal Rahmat Rusdi Syahril Syafri Taufik Yasril Zulkarnain Zainal Efrizal Armen`,
    maleSecond: `Putra Akbar Chaniago Tanjung Piliang Koto Sikumbang Jambak Guci Mandaliko Pratama Hidayat Maulana Ilahi Fitra Syafei Ramadhan Yandri Arif Azmi`,
    female: `Yulianis Yusmaniar Rosnida Nurhayati Gusmiati Desmawati Ermawati Fitriani Gusnimar Helmiyati Irdawati Jusmaniar Lisnawati Mardiana Nelfita Nurlis
      Rahmi Ratnawilis Refnita Syamsinar Wirdanelis Yenita Zulhelmi Zuraida Asni Dahniar`,
    femaleSecond: `Yanti Sari Fitri Oktavia Wati Hayati Rahmi Nengsih Putri Melia Anggraini Deswita Elvira Fadhilah Gustina Hasanah Indriani Mutiara Novita
      Rahmadani`,
    religions: { Islam: 98, Kristen: 1.2, Katolik: 0.8 },
  }),
  batak: list({
    male: `Parlindungan Bonar Saut Tumpal Hotman Jonson Ramses Robert Sahat Togar Poltak Maruli Manahan Mangihut Marihot Jhon Hendrik Edison Dedy Darwin Freddy
      Gunawan Hasudungan Jefri Lamhot Monang Oloan Pandapotan Rikardo Samuel Sabar Tongam`,
    maleSecond: `Parulian Halomoan Pardamean Martua Hasiholan Mangasi Jonathan Daniel Andreas Christian Partogi Sahala Tua`,
    female: `Rotua Tiurma Rosmaida Lamtiur Nurmala Tiarma Hotmaida Marlina Rouli Romauli Dame Debora Duma Erika Ester Friska Herlina Juliana Kristina Lasma Lestina
      Lusiana Mariani Melva Nelly Netty Rina Risma Rosinta Santi Sondang`,
    femaleSecond: `Maria Uli Natalia Christina Elisabet Ruth Theresia Veronika Yohana Magdalena Agustina Novita Oktavia`,
    clans: `Simanjuntak Siregar Nasution Harahap Lubis Sihombing Situmorang Panjaitan Manurung Hutapea Napitupulu Pasaribu Sinaga Saragih Purba Ginting Tarigan
      Sembiring Sitompul Nainggolan Marpaung Hutagalung Silalahi Simbolon Tampubolon Batubara Pohan Ritonga`,
    religions: { Kristen: 48, Islam: 42, Katolik: 10 },
  }),
  bali: list({
    male: `I_Wayan I_Made I_Nyoman I_Ketut I_Gede I_Putu I_Komang I_Kadek Gede Kadek Komang Putu I_Gusti_Ngurah I_Gusti_Made Anak_Agung_Gede Ida_Bagus Dewa_Made`,
    maleSecond: `Suardana Sudiarta Sukarta Arnawa Suparta Adnyana Artawan Budiasa Darmawan Widiana Wirawan Sudana Sukadana Suartana Sutama Yasa Arya Astawa
      Mahendra Merta Mudita Parwata Pastika Rai Sentana Suwandi Suweta Wijana`,
    female: `Ni_Wayan Ni_Made Ni_Nyoman Ni_Ketut Ni_Luh Ni_Putu Ni_Komang Ni_Kadek Luh Kadek Komang Putu Ni_Luh_Putu Ni_Gusti_Ayu Anak_Agung_Ayu Desak_Made`,
    femaleSecond: `Sukerti Suarni Sudiasih Ariani Artini Budiani Dewi Kariani Kertiasih Lestari Murniasih Mariani Parwati Puspawati Rasmini Sari Sumerti Sukarni
      Suryani Suwarni Trisnawati Widiani Wirati Yuliani`,
    religions: { Hindu: 87, Islam: 10, Kristen: 2, Buddha: 1 },
  }),
  sasak: list({
    male: `Muhammad Lalu Sahrul Abdul Ahmad Amaq Sahdan Mahsun Zulkarnain Nasrudin Saparudin Mahyudin Sahabudin Jumahir Mustiadi Rusman Saleh Sapoan Supardi
      Suhaimi Marzuki Mahnan Murdan Nurdin Hamdi Herman Azhar Fathurrahman Haerudin Husnul Jalaludin Junaidi Kamarudin Khairul Lukman Makmun Muhsan Muslihin
      Nasri Ramli Ridwan Sabarudin Samsul Sanusi Satriawan Subhan Sukri Tarmizi Zaenudin`,
    maleSecond: `Hadi Hidayat Rahman Hakim Mujahidin Fauzi Gafar Hamid Hayadi Huda Iskandar Jayadi Kurniawan Majid Mukhlis Paozi Putra Rizki Satria Syarifudin Wahid
      Wathoni Yani Zohri Aripin Azmi Bayan Efendi`,
    female: `Siti Baiq Nur Inaq Sahnim Rohani Mahnep Muliani Hayati Sahrah Nurhasanah Nurjannah Raehan Raodah Rabiah Saknah Salmah Sakmah Sarinah Suhaini Sumarni
      Zaenab Zohrah Fitriani Hadijah Haeriah Halimah Hikmah Husniati Idawati Jamilah Juhaeni Kalsum Laela Maeyah Mariam Maryam Minah Misbah Murniati Nuraini
      Patimah Rahmah Rukyah`,
    femaleSecond: `Aminah Hadijah Hasanah Aini Rohmi Wardani Maesarah Hidayati Fitri Patmawati Rahmawati Zahra Nurlaili Mahyuni Suhartini Wahyuni Yuliana Ulfiana
      Apriani Ernawati Hartini Juliani Komala Lestari Marlina Mulyani Novianti Rosdiana`,
    religions: { Islam: 95, Hindu: 4, Kristen: 0.6, Buddha: 0.4 },
  }),
  bugis: list({
    male: `Andi Muhammad Syamsuddin Baharuddin Jamaluddin Abdul Amiruddin Burhanuddin Daeng Hasanuddin Ilham Kaharuddin La_Ode Mansyur Nasruddin Rusdi Sudirman
      Syahrir Tajuddin Wahyuddin Zainuddin Ambo Bahtiar Darwis Firman Haris Herman Iskandar Jufri Kamaruddin Lukman Mustamin Nurdin Rahman Ramli Rustam Saharuddin
      Samsir Sultan Umar Yusran`,
    maleSecond: `Rahman Hamid Kadir Latif Mappa Mallarangeng Mattalatta Pallawa Tahir Wahid Yusuf Zain Arsyad Basri Gani Hafid Ibrahim Jafar Karim Malik Nur Rahim
      Razak Rauf Said Salam Tamrin`,
    female: `Andi St. Nurhayati Hasnah Rosmiati Nuraeni Besse Wa_Ode Jumriah Kartini Nurlina Rahmatia Sitti Suriani Syamsiah Darmawati Fatmawati Hadrah
      Hasniati Herlina Indo Irmawati Jumiati Kasmawati Mardiana Masnah Murni Nadirah Nirwana Nurbaya Nursiah Ramlah Rosdiana Sahariah Satriani Sukmawati Suharti`,
    femaleSecond: `Aminah Hawa Hajrah Maryam Rahmah Saenab Rabiah Halijah Fatimah Nurjannah Aisyah Hasanah Amalia Febrianti Kurnia Magfirah Mutmainnah Pratiwi
      Ramadhani Wulandari Zalzabila`,
    religions: { Islam: 90, Kristen: 8, Katolik: 1.5, Hindu: 0.5 },
  }),
  east: list({
    male: `Yohanes Petrus Paulus Markus Yosef Martinus Antonius Stefanus Simon Daniel Yakobus Matius Lukas Filipus Andreas Benyamin David Elias Ferdinand Frans
      Gabriel Hendrik Ishak Johan Kornelis Laurensius Marselinus Melkianus Nikodemus Obed Otniel Rafael Robertus Samuel Thomas Vinsensius Yermias Yulius`,
    maleSecond: `Maria Alfredo Alexander Anderson Christian Desmon Elia Imanuel Jefri Karel Leonardus Marthen Natan Oktovianus Rivaldo Sebastian Timotius Yonas`,
    female: `Maria Yohana Martha Elisabet Kristina Agustina Anastasia Adolfina Bernadeta Debora Dorkas Ester Fransina Hermina Irene Juliana Katarina Lidia Magdalena
      Margaretha Marselina Naomi Oktovina Paulina Rahel Regina Rosalina Sara Selfina Theresia Veronika Welmince Yuliana Yosefina`,
    femaleSecond: `Goreti Natalia Ance Novita Christin Dominggas Fatima Gracia Helena Imelda Kornelia Lusia Monika Oktaviana Ririn Silvia Yovita`,
    clans: `Nainatun Tallo Kase Bere Seran Nubatonis Manafe Ndun Lado Djawa Wonda Kogoya Wenda Tabuni Murib Yikwa Rumbiak Mandacan Awom Latuconsina Pattiasina
      Tuhumury Sahetapy Leiwakabessy Matulessy Tomasoa Wakum Krey`,
    religions: { Kristen: 52, Katolik: 32, Islam: 16 },
  }),
}

const provinces: Readonly<Record<Flavour, string>> = {
  malay: '11 14 15 16 17 18 19 21 61 62 63 64 65',
  batak: '12',
  minang: '13',
  sunda: '32 36',
  java: '31 33 34 35',
  bali: '51',
  sasak: '52',
  bugis: '72 73 74 75 76',
  east: '53 71 81 82 91 92 93 94 95 96',
}

/** Naming habits of a province, by its two digits. */
export const flavourOf = (province: string): Flavour =>
  (Object.keys(provinces) as Flavour[]).find((flavour) => provinces[flavour].split(' ').includes(province)) ?? 'java'
